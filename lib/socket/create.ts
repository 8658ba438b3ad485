/**
 * Sockets made and set up in one call.
 */
import { addon } from '../addon/index.js';
import {
  checkedBoolean,
  checkedInt,
  checkedInteger,
  INT_MAX,
  INT_MIN,
} from '../arguments/index.js';
import { describe, OSError, osError, ValueError } from '../errors/index.js';
import type { SocketAddressLike } from './address.js';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  IPPROTO_IPV6,
  IPV6_V6ONLY,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SOCK_STREAM,
  SOL_SOCKET,
} from './constants.js';
import { getaddrinfo } from './lookup.js';
import { NewDescriptor } from './origin.js';
import { Socket } from './socket.js';

const pair = new Int32Array(2);

/** Two sockets that are connected with each other. Python's `socket.socketpair()`. */
export function socketpair(
  family: number = AF_UNIX,
  type: number = SOCK_STREAM,
  proto = 0,
): [Socket, Socket] {
  checkedInt(family, 'family');
  checkedInt(type, 'type');
  checkedInt(proto, 'proto');
  const outcome = addon.createSocketPair(family, type, proto, pair);
  if (outcome < 0) throw osError(outcome, `family ${family}, type ${type}, proto ${proto}`);
  const [first, second] = pair as unknown as [number, number];
  return [
    new Socket(family, type, proto, new NewDescriptor(first)),
    new Socket(family, type, proto, new NewDescriptor(second)),
  ];
}

/**
 * A socket over a duplicate of a descriptor, which stays the caller's. Python's `socket.fromfd()`.
 * The two share one open file: it is non-blocking in the kernel for both from now on.
 */
export function fromfd(fd: number, family: number, type: number, proto = 0): Socket {
  checkedInteger(fd, 'fd', INT_MIN, INT_MAX);
  checkedInt(family, 'family');
  checkedInt(type, 'type');
  checkedInt(proto, 'proto');
  const duplicate = addon.duplicateDescriptor(fd);
  if (duplicate < 0) throw osError(duplicate, `fd ${fd}`);
  try {
    return new Socket(family, type, proto, duplicate);
  } catch (error) {
    addon.closeDescriptor(duplicate);
    throw error;
  }
}

export interface CreateConnectionOptions {
  /** Throw an AggregateError of what went wrong with each address, instead of the last error. */
  readonly allErrors?: boolean;
}

/**
 * Connects to a host and port, trying each of the host's addresses in turn. Python's
 * `socket.create_connection()`.
 *
 * @param timeout - seconds, for each try, and for the socket afterwards; null for any time, the
 *   default time-out if left out
 * @param sourceAddress - what to bind to before; host `''` or port 0 are the system's choice
 * @throws OSError of the last address tried
 */
export function createConnection(
  address: readonly [host: string | null, port: string | number | null],
  timeout?: number | null,
  sourceAddress: SocketAddressLike | null = null,
  { allErrors = false }: CreateConnectionOptions = {},
): Socket {
  checkedBoolean(allErrors, 'allErrors');
  if (!Array.isArray(address) || address.length !== 2) {
    throw new TypeError(`address must be [host, port], not ${describe(address)}`);
  }
  const [host, port] = address as [string | null, string | number | null];
  const errors: OSError[] = [];
  for (const [family, type, proto, , found] of getaddrinfo(host, port, 0, SOCK_STREAM)) {
    try {
      return setUp(new Socket(family, type, proto), (socket) => {
        if (timeout !== undefined) socket.settimeout(timeout);
        if (sourceAddress !== null) socket.bind(sourceAddress);
        socket.connect(found);
      });
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      errors.push(error);
    }
  }
  if (allErrors) throw new AggregateError(errors, 'createConnection failed');
  throw errors.at(-1);
}

export interface CreateServerOptions {
  /** AF_INET if left out, or AF_INET6. */
  readonly family?: number;
  /** How many connections may wait to be accepted; null for the default of `listen()`. */
  readonly backlog?: number | null;
  /** Let other sockets bind to the same address, and share its connections. */
  readonly reusePort?: boolean;
  /** Accept IPv4 connections too, if the family is AF_INET6. */
  readonly dualstackIpv6?: boolean;
}

/**
 * A listening stream socket. Python's `socket.create_server()`. It can be bound at once where a
 * server before it has left connections behind (SO_REUSEADDR).
 *
 * @param address - `['', port]` for all interfaces; port 0 for one of the system's choice
 * @throws ValueError for what the platform, or the family, does not have
 */
export function createServer(
  address: SocketAddressLike,
  {
    family = AF_INET,
    backlog = null,
    reusePort = false,
    dualstackIpv6 = false,
  }: CreateServerOptions = {},
): Socket {
  if (checkedBoolean(reusePort, 'reusePort') && SO_REUSEPORT === undefined) {
    throw new ValueError('SO_REUSEPORT not supported on this platform');
  }
  if (checkedBoolean(dualstackIpv6, 'dualstackIpv6')) {
    if (!hasDualstackIpv6()) throw new ValueError('dualstackIpv6 not supported on this platform');
    if (family !== AF_INET6) throw new ValueError('dualstackIpv6 requires AF_INET6 family');
  }
  return setUp(new Socket(family, SOCK_STREAM), (socket) => {
    socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
    if (reusePort) socket.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1);
    if (family === AF_INET6) {
      socket.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, dualstackIpv6 ? 0 : 1);
    }
    socket.bind(address);
    if (backlog === null) socket.listen();
    else socket.listen(backlog);
  });
}

/** Whether one socket can accept IPv4 and IPv6. Python's `socket.has_dualstack_ipv6()`. */
export function hasDualstackIpv6(): boolean {
  try {
    const socket = new Socket(AF_INET6, SOCK_STREAM);
    setUp(socket, () => socket.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)).close();
    return true;
  } catch (error) {
    if (error instanceof OSError) return false;
    throw error;
  }
}

/** The socket, set up; closed, if that fails. */
function setUp(socket: Socket, steps: (socket: Socket) => void): Socket {
  try {
    steps(socket);
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}
