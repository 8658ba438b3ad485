/**
 * Names and addresses of hosts and services: getaddrinfo(3), getnameinfo(3), gethostname(2).
 */
import { hostname } from 'node:os';
import { addon } from '../addon/index.js';
import { checkedInt, checkedInteger, UINT_MAX } from '../arguments/index.js';
import { describe, OverflowError } from '../errors/index.js';
import { outsideGate } from '../wait/index.js';
import { addressText, encodeAddress, type Ipv4Address, type Ipv6Address } from './address.js';
import { AF_INET, AF_INET6, AI_NUMERICHOST, SOCK_DGRAM } from './constants.js';
import { lookUp, lookupError } from './resolve.js';

/** One of the answers of `getaddrinfo()`: what it takes to make a socket and connect it. */
export type AddressInfo = [
  family: number,
  type: number,
  proto: number,
  canonname: string,
  address: Ipv4Address | Ipv6Address,
];

/**
 * Looks up a host and a service. Python's `socket.getaddrinfo()`.
 *
 * Blocks for as long as the system's resolver does, whatever the time-outs of sockets; a numeric
 * host is not looked up at all.
 *
 * @param host - a name, a numeric address, or null for this machine
 * @param port - a number, a service such as `'http'`, or null
 * @param family - AF_INET or AF_INET6; 0 for either
 * @param type - a SOCK_ constant; 0 for any
 * @param proto - an IPPROTO_ constant; 0 for any
 * @param flags - AI_ constants
 * @throws OSError with a code such as `'EAI_NONAME'`
 */
export function getaddrinfo(
  host: string | null,
  port: string | number | null,
  family = 0,
  type = 0,
  proto = 0,
  flags = 0,
): AddressInfo[] {
  if (host !== null && typeof host !== 'string') {
    throw new TypeError(`host must be a string or null, not ${describe(host)}`);
  }
  const hints = {
    family: checkedInt(family, 'family'),
    type: checkedInt(type, 'type'),
    protocol: checkedInt(proto, 'proto'),
    flags: checkedInt(flags, 'flags'),
  };
  return lookUp(host, serviceOf(port), hints) as AddressInfo[];
}

function serviceOf(port: unknown): string | null {
  if (port === null || typeof port === 'string') return port;
  if (typeof port !== 'number' || !Number.isInteger(port)) {
    throw new TypeError(`port must be an integer, a string or null, not ${describe(port)}`);
  }
  // The system says what is out of range. (A number of its own would turn into '1e+21'.)
  return String(BigInt(port));
}

/**
 * The names of a host and a service. Python's `socket.getnameinfo()`. May block, as above.
 *
 * @param address - with a numeric host
 * @param flags - NI_ constants
 * @returns host and service, as numbers where there is no name
 * @throws OSError with a code such as `'EAI_NONAME'`
 */
export function getnameinfo(
  address: readonly [host: string, port: number, flowinfo?: number, scopeid?: number],
  flags: number,
): [host: string, service: string] {
  checkedInt(flags, 'flags');
  if (!Array.isArray(address)) {
    throw new TypeError(`getnameinfo(): address must be [host, port], not ${describe(address)}`);
  }
  const [host, port, ...rest] = address as unknown[];
  if (typeof host !== 'string') {
    throw new TypeError(`getnameinfo(): the host must be a string, not ${describe(host)}`);
  }
  const flowinfo = checkedInteger(rest[0] ?? 0, 'flowinfo', 0, UINT_MAX);
  if (flowinfo > 0xfffff) throw new OverflowError('getnameinfo(): flowinfo must be 0-1048575.');
  // Only numeric hosts are let through: a name would be looked up twice.
  const hints = { type: SOCK_DGRAM, flags: AI_NUMERICHOST };
  const [found] = lookUp(host, '0', hints);
  const family = found?.[0] === AF_INET ? AF_INET : AF_INET6;
  const encoded = encodeAddress([host, port, ...rest], family, 'getnameinfo');
  const names = outsideGate(() => addon.lookUpName(encoded, flags));
  if (typeof names === 'number') {
    throw lookupError(names, 'getnameinfo', addressText([host, port as number]));
  }
  return names;
}

/** The name of this machine. Python's `socket.gethostname()`. */
export function gethostname(): string {
  return hostname();
}
