import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  ConnectionRefusedError,
  createConnection,
  createServer,
  fromfd,
  getaddrinfo,
  hasDualstackIpv6,
  IPPROTO_IPV6,
  IPV6_V6ONLY,
  OSError,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  setdefaulttimeout,
  TimeoutError,
  ValueError,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import {
  hasDenseNumbers,
  hasFileDescriptors,
  hasLoopbackNetwork,
  hasTypeFlags,
  hasUnixSockets,
  hasWaitingQueues,
} from '../support/capabilities.js';
import { closedNumber, openRegularFile } from '../support/descriptors.js';
import {
  closing,
  ipAddress,
  listening,
  openPair,
  openSocket,
  portOf,
  refusingPort,
} from '../support/sockets.js';

describe('socketpair', () => {
  test.runIf(hasUnixSockets)('is two UNIX streams unless told otherwise', () => {
    const [left, right] = openPair();
    expect([left.family, left.type, left.proto]).toEqual([AF_UNIX, SOCK_STREAM, 0]);
    left.send(Buffer.from('there'));
    expect(right.recv(10).toString()).toBe('there');
    right.send(Buffer.from('and back'));
    expect(left.recv(10).toString()).toBe('and back');
  });

  test.runIf(hasUnixSockets && hasTypeFlags)('keeps datagrams apart', () => {
    const [left, right] = openPair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK);
    expect([left.type, left.gettimeout()]).toEqual([SOCK_DGRAM, 0]);
    left.send(Buffer.from('one'));
    left.send(Buffer.from('two'));
    expect(right.recv(100).toString()).toBe('one');
    expect(right.recv(100).toString()).toBe('two');
  });

  test.runIf(hasUnixSockets)('is an OSError in families that have none', () => {
    expect(() => openPair(AF_INET)).toThrow(
      expect.objectContaining({ code: 'ENOTSUP', syscall: 'socketpair' }),
    );
  });
});

describe('fromfd', () => {
  test('duplicates the descriptor', () => {
    const [left, right] = openPair();
    const twin = closing(fromfd(left.fileno(), left.family, left.type));
    expect(twin.fileno()).not.toBe(left.fileno());
    left.close();
    twin.send(Buffer.from('from the twin'));
    expect(right.recv(100).toString()).toBe('from the twin');
  });

  test.runIf(hasFileDescriptors)(
    'of a descriptor that is not open, or no socket, is an OSError',
    () => {
      expect(() => fromfd(closedNumber(), AF_INET, SOCK_STREAM)).toThrow(
        expect.objectContaining({ code: 'EBADF' }),
      );
      expect(() => fromfd(-1, AF_INET, SOCK_STREAM)).toThrow(
        expect.objectContaining({ code: 'EBADF' }),
      );
      expect(() => fromfd(openRegularFile().fileno(), AF_INET, SOCK_STREAM)).toThrow(
        expect.objectContaining({ code: 'ENOTSOCK' }),
      );
    },
  );
});

describe('createServer', () => {
  test('listens', () => {
    const server = closing(createServer(['127.0.0.1', 0]));
    expect([server.family, server.type]).toEqual([AF_INET, SOCK_STREAM]);
    expect(server.getsockopt(SOL_SOCKET, SO_REUSEADDR)).not.toBe(0);
    const client = closing(createConnection(['127.0.0.1', portOf(server)]));
    expect(closing(server.accept()[0]).getpeername()).toEqual(client.getsockname());
  });

  test('takes a backlog, null for the default', () => {
    for (const backlog of [0, 1, null]) {
      closing(createServer(['127.0.0.1', 0], { backlog }));
    }
  });

  test('shares a port if all who use it say so', () => {
    const first = closing(createServer(['127.0.0.1', 0], { reusePort: true }));
    expect(first.getsockopt(SOL_SOCKET, SO_REUSEPORT)).not.toBe(0);
    closing(createServer(['127.0.0.1', portOf(first)], { reusePort: true }));
    expect(() => createServer(['127.0.0.1', portOf(first)])).toThrow(
      expect.objectContaining({ code: 'EADDRINUSE' }),
    );
  });

  test('of IPv6 is for IPv6 only', () => {
    const server = closing(createServer(['::1', 0], { family: AF_INET6 }));
    expect(server.getsockopt(IPPROTO_IPV6, IPV6_V6ONLY)).not.toBe(0);
  });

  test('of both accepts both', () => {
    expect(hasDualstackIpv6()).toBe(true);
    const server = closing(createServer(['', 0], { family: AF_INET6, dualstackIpv6: true }));
    expect(server.getsockopt(IPPROTO_IPV6, IPV6_V6ONLY)).toBe(0);
    for (const host of ['127.0.0.1', '::1']) {
      closing(createConnection([host, portOf(server)]));
      const [served, address] = server.accept();
      closing(served);
      expect(ipAddress(address)[0]).toContain(host);
    }
  });

  test('of both is a ValueError in another family', () => {
    expect(() => createServer(['', 0], { dualstackIpv6: true })).toThrow(ValueError);
  });

  test.runIf(hasDenseNumbers)('closes the socket when it fails', () => {
    const port = portOf(listening());
    const before = openSocket().fileno();
    for (let i = 0; i < 10; i++) {
      expect(() => createServer(['127.0.0.1', port])).toThrow(
        expect.objectContaining({ code: 'EADDRINUSE' }),
      );
      expect(() => createServer(['127.0.0.1', -1])).toThrow('port must be 0-65535');
      expect(() => createServer('path' as never)).toThrow(TypeError);
      expect(() => createServer(['127.0.0.1', 0], { backlog: 1.5 })).toThrow(TypeError);
    }
    expect(openSocket().fileno()).toBe(before + 1);
  });

  test('takes booleans for its switches', () => {
    expect(() => createServer(['', 0], { reusePort: 1 as never })).toThrow(TypeError);
    expect(() => createServer(['', 0], { dualstackIpv6: 'yes' as never })).toThrow(TypeError);
  });
});

describe('createConnection', () => {
  test('connects to a host and port', () => {
    const server = listening();
    const client = closing(createConnection(['localhost', portOf(server)]));
    expect(client.getpeername()).toEqual(server.getsockname());
    expect(client.gettimeout()).toBe(null);
  });

  test('takes the default time-out unless it is given one', () => {
    const server = listening();
    setdefaulttimeout(30);
    expect(closing(createConnection(addressOf(server))).gettimeout()).toBe(30);
    expect(closing(createConnection(addressOf(server), 20)).gettimeout()).toBe(20);
    expect(closing(createConnection(addressOf(server), null)).gettimeout()).toBe(null);
    setdefaulttimeout(null);
  });

  function addressOf(server: Parameters<typeof portOf>[0]): [string, number] {
    return ['127.0.0.1', portOf(server)];
  }

  test.runIf(hasLoopbackNetwork)('binds to a source address before', () => {
    const server = listening();
    const client = closing(createConnection(addressOf(server), null, ['127.0.0.2', 0]));
    expect(ipAddress(client.getsockname())[0]).toBe('127.0.0.2');
  });

  test('throws the last error', () => {
    const port = refusingPort();
    expect(() => createConnection(['localhost', port])).toThrow(ConnectionRefusedError);
  });

  test('throws all errors if it is told to', () => {
    const port = refusingPort();
    const addresses = getaddrinfo('localhost', port, 0, SOCK_STREAM);
    try {
      createConnection(['localhost', port], 10, null, { allErrors: true });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(AggregateError);
      const { errors } = error as AggregateError;
      expect(errors).toHaveLength(addresses.length);
      for (const each of errors) expect(each).toBeInstanceOf(ConnectionRefusedError);
    }
  });

  test.runIf(hasWaitingQueues)('gives up when the time is up', () => {
    // A listener whose queue is full lets further connections wait.
    const server = closing(createServer(['127.0.0.1', 0], { backlog: 0 }));
    expect(() => {
      for (;;) closing(createConnection(addressOf(server), 0.05));
    }).toThrow(TimeoutError);
  });

  test.runIf(hasDenseNumbers)('leaves no descriptor behind when it fails', () => {
    const port = refusingPort();
    const before = openSocket().fileno();
    for (let i = 0; i < 10; i++) {
      expect(() => createConnection(['127.0.0.1', port])).toThrow(OSError);
      expect(() => createConnection(['127.0.0.1', port], -1)).toThrow(ValueError);
      expect(() => createConnection(['127.0.0.1', port], null, 'x')).toThrow(TypeError);
    }
    expect(openSocket().fileno()).toBe(before + 1);
  });

  test('takes nothing else', () => {
    expect(() => createConnection('localhost:80' as never)).toThrow(TypeError);
    expect(() => createConnection(['localhost'] as never)).toThrow(TypeError);
    expect(() => createConnection(['localhost', 1, 2] as never)).toThrow(TypeError);
    expect(() => createConnection(['127.0.0.1', 1], 'x' as never)).toThrow(TypeError);
    expect(() => createConnection(['127.0.0.1', 1], 1, null, { allErrors: 1 as never })).toThrow(
      TypeError,
    );
  });
});
