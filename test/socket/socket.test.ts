import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  BlockingIOError,
  BrokenPipeError,
  ConnectionRefusedError,
  ConnectionResetError,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPPROTO_UDP,
  IPV6_V6ONLY,
  MSG_DONTWAIT,
  MSG_PEEK,
  MSG_TRUNC,
  MSG_WAITALL,
  OSError,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SO_LINGER,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  SOL_SOCKET,
  Socket,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import {
  hasDatagramLengths,
  hasFileDescriptors,
  hasProc,
  hasPromptRefusals,
  hasSignals,
  hasTypeFlags,
  hasUnixShutdown,
  hasUnixSockets,
} from '../support/capabilities.js';
import { closedNumber } from '../support/descriptors.js';
import {
  closing,
  connected,
  datagramSocket,
  fill,
  handOver,
  ipAddress,
  listening,
  openPair,
  openSocket,
  portOf,
  refusingPort,
  temporaryPath,
} from '../support/sockets.js';

const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2000000;

/** The flags of an open file, as /proc tells them. */
function fileFlags(fd: number): number {
  const [, flags] = /^flags:\s+(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')) ?? [];
  return Number.parseInt(flags ?? '', 8);
}

const unixKinds: Array<[string, number, number, number]> = [
  ['AF_UNIX', AF_UNIX, SOCK_STREAM, 0],
  ['AF_UNIX', AF_UNIX, SOCK_DGRAM, 0],
];

describe('a new socket', () => {
  test('is a blocking TCP socket unless told otherwise', () => {
    const socket = openSocket();
    expect([socket.family, socket.type, socket.proto]).toEqual([AF_INET, SOCK_STREAM, 0]);
    expect(socket.gettimeout()).toBe(null);
    expect(socket.fileno()).toBeGreaterThan(2);
  });

  test.each([
    ['AF_INET', AF_INET, SOCK_STREAM, IPPROTO_TCP],
    ['AF_INET', AF_INET, SOCK_DGRAM, IPPROTO_UDP],
    ['AF_INET6', AF_INET6, SOCK_STREAM, IPPROTO_TCP],
    ['AF_INET6', AF_INET6, SOCK_DGRAM, IPPROTO_UDP],
    ...(hasUnixSockets ? unixKinds : []),
  ])('can be of family %s (%i), type %i and protocol %i', (_name, family, type, proto) => {
    const socket = openSocket(family, type, proto);
    expect([socket.family, socket.type, socket.proto]).toEqual([family, type, proto]);
  });

  test.runIf(hasProc)('is close-on-exec and non-blocking below', () => {
    const flags = fileFlags(openSocket().fileno());
    expect(flags & O_NONBLOCK).toBe(O_NONBLOCK);
    expect(flags & O_CLOEXEC).toBe(O_CLOEXEC);
  });

  test.runIf(hasTypeFlags)('leaves SOCK_NONBLOCK out of its type, and does not block', () => {
    const socket = openSocket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK);
    expect(socket.type).toBe(SOCK_STREAM);
    expect(socket.gettimeout()).toBe(0);
  });

  test('is an OSError where there is no such family', () => {
    expect(() => new Socket(12345)).toThrow(
      expect.objectContaining({ name: 'OSError', code: 'EAFNOSUPPORT', syscall: 'socket' }),
    );
  });

  test('of a fileno takes over what the kernel says of it', () => {
    const original = datagramSocket();
    const adopted = openSocket(-1, -1, -1, original.detach());
    expect([adopted.family, adopted.type, adopted.proto]).toEqual([
      AF_INET,
      SOCK_DGRAM,
      IPPROTO_UDP,
    ]);
  });

  test.runIf(hasUnixSockets)('of a fileno keeps what it is told instead', () => {
    const adopted = openSocket(AF_UNIX, SOCK_SEQPACKET, 7, openSocket().detach());
    expect([adopted.family, adopted.type, adopted.proto]).toEqual([AF_UNIX, SOCK_SEQPACKET, 7]);
  });

  test.runIf(hasFileDescriptors)(
    'of a negative fileno is a ValueError, of a closed one EBADF, of a file ENOTSOCK',
    () => {
      expect(() => new Socket(-1, -1, -1, -1)).toThrow('negative file descriptor');
      expect(() => new Socket(-1, -1, -1, closedNumber())).toThrow(
        expect.objectContaining({ code: 'EBADF' }),
      );
      const file = openSync(new URL(import.meta.url), 'r');
      expect(() => new Socket(-1, -1, -1, file)).toThrow(
        expect.objectContaining({ code: 'ENOTSOCK' }),
      );
      closeSync(file);
    },
  );
});

describe('close', () => {
  test('makes the descriptor -1 and every operation EBADF', () => {
    const socket = openSocket();
    socket.close();
    expect(socket.fileno()).toBe(-1);
    const operations: Array<() => void> = [
      () => socket.accept(),
      () => socket.tryAccept(),
      () => socket.bind(['127.0.0.1', 0]),
      () => socket.connect(['127.0.0.1', 1]),
      () => socket.listen(),
      () => socket.recv(1),
      () => socket.tryRecv(1),
      () => socket.recv(1 << 20),
      () => socket.recvInto(Buffer.alloc(1)),
      () => socket.tryRecvInto(Buffer.alloc(1)),
      () => socket.recvfrom(1),
      () => socket.recvfromInto(Buffer.alloc(1)),
      () => socket.send(Buffer.alloc(1)),
      () => socket.trySend(Buffer.alloc(1)),
      () => socket.sendall(Buffer.alloc(0)),
      () => socket.sendto(Buffer.alloc(1), ['127.0.0.1', 1]),
      () => socket.shutdown(SHUT_RDWR),
      () => socket.getsockname(),
      () => socket.getpeername(),
      () => socket.getsockopt(SOL_SOCKET, SO_LINGER),
      () => socket.setsockopt(SOL_SOCKET, SO_LINGER, 1),
      () => socket.setblocking(true),
      () => socket.settimeout(1),
    ];
    for (const operation of operations) {
      expect(operation, operation.toString()).toThrow(
        expect.objectContaining({ name: 'OSError', code: 'EBADF' }),
      );
    }
    expect(socket.connectEx(['127.0.0.1', 1])).toBeGreaterThan(0);
  });

  test('does nothing the second time', () => {
    const socket = openSocket();
    socket.close();
    expect(() => socket.close()).not.toThrow();
  });

  test.runIf(hasFileDescriptors)('is an OSError if somebody else has closed the descriptor', () => {
    const socket = openSocket();
    closeSync(socket.fileno());
    expect(() => socket.close()).toThrow(expect.objectContaining({ code: 'EBADF' }));
  });

  test('is what `using` does', () => {
    let outer: Socket;
    {
      using socket = new Socket();
      outer = socket;
    }
    expect(outer.fileno()).toBe(-1);
  });
});

describe('detach', () => {
  test('gives the open descriptor away', () => {
    const [left, right] = openPair();
    const fd = left.detach();
    expect(left.fileno()).toBe(-1);
    expect(left.detach()).toBe(-1);
    right.send(Buffer.from('still open'));
    const again = openSocket(-1, -1, -1, fd);
    expect(again.recv(100).toString()).toBe('still open');
  });

  test.runIf(hasProc)('leaves it blocking if the socket was', () => {
    const [left, right] = openPair();
    right.setblocking(false);
    const blocking = left.detach();
    const nonBlocking = right.detach();
    expect(fileFlags(blocking) & O_NONBLOCK).toBe(0);
    expect(fileFlags(nonBlocking) & O_NONBLOCK).toBe(O_NONBLOCK);
    closeSync(blocking);
    closeSync(nonBlocking);
  });
});

describe('TCP', () => {
  test('accept gives the connection and the address of its peer', () => {
    const server = listening();
    const client = openSocket();
    client.connect(server.getsockname());
    const [served, address] = server.accept();
    closing(served);
    expect(address).toEqual(client.getsockname());
    expect(served.getpeername()).toEqual(client.getsockname());
    expect(client.getpeername()).toEqual(server.getsockname());
    expect([served.family, served.type, served.gettimeout()]).toEqual([AF_INET, SOCK_STREAM, null]);
  });

  test('sends and receives both ways', () => {
    const [client, served] = connected();
    expect(client.send(Buffer.from('ping'))).toBe(4);
    expect(served.recv(100).toString()).toBe('ping');
    served.sendall(new Uint8Array([1, 2, 3]));
    expect([...client.recv(2)]).toEqual([1, 2]);
    expect([...client.recv(2)]).toEqual([3]);
  });

  test('goes over IPv6', () => {
    const server = listening('::1', AF_INET6);
    const client = openSocket(AF_INET6);
    client.connect(server.getsockname());
    const [served, address] = server.accept();
    closing(served);
    expect(address).toEqual(['::1', portOf(client), 0, 0]);
    client.sendall(Buffer.from('six'));
    expect(served.recv(10).toString()).toBe('six');
  });

  test('one socket serves IPv4 and IPv6 if it is not IPV6_V6ONLY', () => {
    const server = openSocket(AF_INET6);
    server.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0);
    server.bind(['', 0]);
    server.listen();
    const old = openSocket(AF_INET);
    old.connect(['127.0.0.1', portOf(server)]);
    const [first, oldAddress] = server.accept();
    closing(first);
    expect(oldAddress).toEqual(['::ffff:127.0.0.1', portOf(old), 0, 0]);
    const young = openSocket(AF_INET6);
    young.connect(['::1', portOf(server)]);
    const [second, youngAddress] = server.accept();
    closing(second);
    expect(ipAddress(youngAddress)[0]).toBe('::1');
  });

  test('recv of a closed peer is an empty Buffer, again and again', () => {
    const [client, served] = connected();
    served.close();
    expect(client.recv(10)).toHaveLength(0);
    expect(client.tryRecv(10)).toHaveLength(0);
    expect(client.recvInto(Buffer.alloc(10))).toBe(0);
  });

  test('what was sent before the close still comes', () => {
    const [client, served] = connected();
    served.sendall(Buffer.from('last words'));
    served.close();
    expect(client.recv(100).toString()).toBe('last words');
    expect(client.recv(100)).toHaveLength(0);
  });

  test('shutdown closes one direction', () => {
    const [client, served] = connected();
    client.shutdown(SHUT_WR);
    expect(served.recv(10)).toHaveLength(0);
    served.sendall(Buffer.from('answer'));
    expect(client.recv(10).toString()).toBe('answer');
    expect(() => client.send(Buffer.alloc(1))).toThrow(BrokenPipeError);
  });

  test('a peer that resets the connection is a ConnectionResetError, then EPIPE', () => {
    const [client, served] = connected();
    // A linger time of 0 has close(2) send a reset.
    served.setsockopt(SOL_SOCKET, SO_LINGER, new Int32Array([1, 0]));
    served.close();
    expect(() => client.recv(10)).toThrow(ConnectionResetError);
    expect(() => client.send(Buffer.alloc(1))).toThrow(BrokenPipeError);
  });

  test('nobody listening is a ConnectionRefusedError with the address', () => {
    const port = refusingPort();
    expect(() => openSocket().connect(['127.0.0.1', port])).toThrow(
      expect.objectContaining({
        code: 'ECONNREFUSED',
        syscall: 'connect',
        message: expect.stringContaining(`127.0.0.1:${port}`),
      }),
    );
    expect(() => openSocket().connect(['127.0.0.1', port])).toThrow(ConnectionRefusedError);
  });

  test('an address in use is an OSError with the address', () => {
    const port = portOf(listening());
    expect(() => openSocket().bind(['127.0.0.1', port])).toThrow(
      expect.objectContaining({
        code: 'EADDRINUSE',
        syscall: 'bind',
        message: expect.stringContaining(`127.0.0.1:${port}`),
      }),
    );
  });

  test('listen takes a negative backlog for 0', () => {
    const server = openSocket();
    server.bind(['127.0.0.1', 0]);
    expect(() => server.listen(-1)).not.toThrow();
  });
});

describe('UDP', () => {
  test('sendto and recvfrom carry the addresses', () => {
    const left = datagramSocket();
    const right = datagramSocket();
    expect(left.sendto(Buffer.from('hello'), right.getsockname())).toBe(5);
    const [data, address] = right.recvfrom(100);
    expect(data.toString()).toBe('hello');
    expect(address).toEqual(left.getsockname());
    right.sendto(Buffer.from('back'), 0, left.getsockname());
    const buffer = Buffer.alloc(10);
    expect(left.recvfromInto(buffer)).toEqual([4, right.getsockname()]);
    expect(buffer.toString('latin1', 0, 4)).toBe('back');
  });

  test('cuts a datagram off where the buffer ends', () => {
    const left = datagramSocket();
    const right = datagramSocket();
    left.connect(right.getsockname());
    left.send(Buffer.from('abcdef'));
    left.send(Buffer.from('next'));
    expect(right.recv(3).toString()).toBe('abc');
    expect(right.recv(100).toString()).toBe('next');
  });

  test.runIf(hasDatagramLengths)('MSG_TRUNC tells the whole length', () => {
    const left = datagramSocket();
    const right = datagramSocket();
    left.sendto(Buffer.from('abcdef'), right.getsockname());
    left.sendto(Buffer.from('abcdef'), right.getsockname());
    expect(right.recvInto(Buffer.alloc(2), 0, MSG_TRUNC)).toBe(6);
    expect(right.recv(2, MSG_TRUNC).toString()).toBe('ab');
  });

  test('carries the largest datagram, and empty ones', () => {
    const left = datagramSocket();
    const right = datagramSocket();
    left.sendto(Buffer.alloc(65_507, 'x'), right.getsockname());
    left.sendto(Buffer.alloc(0), right.getsockname());
    expect(right.recv(100_000)).toHaveLength(65_507);
    expect(right.recv(100_000)).toHaveLength(0);
  });

  test('a datagram too large is EMSGSIZE with the address', () => {
    const socket = datagramSocket();
    expect(() => socket.sendto(Buffer.alloc(70_000), ['127.0.0.1', 9])).toThrow(
      expect.objectContaining({
        code: 'EMSGSIZE',
        syscall: 'sendto',
        message: expect.stringContaining('127.0.0.1:9'),
      }),
    );
  });

  test.runIf(hasPromptRefusals)('a port nobody has bound is refused later', () => {
    const socket = datagramSocket();
    const gone = datagramSocket();
    socket.connect(gone.getsockname());
    gone.close();
    socket.send(Buffer.from('x'));
    expect(() => socket.recv(10)).toThrow(ConnectionRefusedError);
  });

  test('ends a blocked receive once it is shut down for reading', () => {
    const socket = datagramSocket();
    socket.connect(socket.getsockname());
    socket.shutdown(SHUT_RD);
    expect(socket.recv(10)).toHaveLength(0);
  });
});

describe.runIf(hasUnixSockets)('UNIX sockets', () => {
  test('connect by path', () => {
    const path = temporaryPath();
    const server = openSocket(AF_UNIX);
    server.bind(path);
    server.listen();
    expect(server.getsockname()).toBe(path);
    const client = openSocket(AF_UNIX);
    client.connect(path);
    const [served, address] = server.accept();
    closing(served);
    expect(address).toBe('');
    expect(client.getpeername()).toBe(path);
    client.sendall(Buffer.from('through a path'));
    expect(served.recv(100).toString()).toBe('through a path');
  });

  test('datagrams have paths for addresses', () => {
    const left = openSocket(AF_UNIX, SOCK_DGRAM);
    const right = openSocket(AF_UNIX, SOCK_DGRAM);
    left.bind(temporaryPath());
    right.bind(temporaryPath());
    left.sendto(Buffer.from('dgram'), right.getsockname());
    expect(right.recvfrom(100)).toEqual([Buffer.from('dgram'), left.getsockname()]);
  });

  test('the sender of a datagram may have no address', () => {
    const right = openSocket(AF_UNIX, SOCK_DGRAM);
    right.bind(temporaryPath());
    openSocket(AF_UNIX, SOCK_DGRAM).sendto(Buffer.from('x'), right.getsockname());
    expect(right.recvfrom(100)).toEqual([Buffer.from('x'), null]);
  });

  test('a path that nobody has bound is ENOENT', () => {
    const path = temporaryPath();
    expect(() => openSocket(AF_UNIX).connect(path)).toThrow(
      expect.objectContaining({
        name: 'FileNotFoundError',
        code: 'ENOENT',
        message: expect.stringContaining(path),
      }),
    );
  });
});

describe('the peer', () => {
  test('of an unconnected socket is ENOTCONN', () => {
    expect(() => openSocket().getpeername()).toThrow(expect.objectContaining({ code: 'ENOTCONN' }));
    expect(() => openSocket().recv(1)).toThrow(expect.objectContaining({ code: 'ENOTCONN' }));
  });

  test('address is null in recvfrom of a connection', () => {
    const [client, served] = connected();
    client.send(Buffer.from('x'));
    expect(served.recvfrom(10)).toEqual([Buffer.from('x'), null]);
  });
});

describe('without blocking', () => {
  test('calls throw a BlockingIOError', () => {
    const server = listening();
    const [client] = connected();
    server.setblocking(false);
    client.setblocking(false);
    const calls = [
      () => server.accept(),
      () => client.recv(1),
      () => client.recvInto(Buffer.alloc(1)),
      () => client.recvfrom(1),
      () => client.recvfromInto(Buffer.alloc(1)),
    ];
    for (const call of calls) expect(call, call.toString()).toThrow(BlockingIOError);
    expect(calls[1]).toThrow(
      expect.objectContaining({
        code: 'EAGAIN',
        syscall: 'recv',
        message: expect.stringContaining(`fd ${client.fileno()}`),
      }),
    );
    const [full] = openPair();
    full.setblocking(false);
    fill(full);
    expect(() => full.send(Buffer.alloc(1))).toThrow(BlockingIOError);
    expect(() => full.sendall(Buffer.alloc(1))).toThrow(BlockingIOError);
  });

  test('the try methods return null, whatever the time-out', () => {
    for (const timeout of [null, 0, 10]) {
      const server = listening();
      const [client] = connected();
      server.settimeout(timeout);
      client.settimeout(timeout);
      expect(server.tryAccept()).toBe(null);
      expect(client.tryRecv(10)).toBe(null);
      expect(client.tryRecv(1 << 20)).toBe(null);
      expect(client.tryRecvInto(Buffer.alloc(10))).toBe(null);
      const [full, reader] = openPair();
      full.settimeout(timeout);
      fill(full);
      expect(full.trySend(Buffer.alloc(10))).toBe(null);
      expect(reader.tryRecv(10)).toHaveLength(10);
    }
  });

  test('the try methods do what their twins do', () => {
    const server = listening();
    const client = openSocket();
    client.connect(server.getsockname());
    const [served, address] = server.tryAccept() ?? [];
    expect(address).toEqual(client.getsockname());
    closing(served as Socket);
    expect(served?.trySend(Buffer.from('abc'))).toBe(3);
    expect(client.tryRecv(2)?.toString()).toBe('ab');
    const buffer = Buffer.alloc(4);
    expect(client.tryRecvInto(buffer)).toBe(1);
    expect(buffer.toString('latin1', 0, 1)).toBe('c');
  });

  test('send takes what there is room for', () => {
    const [client, served] = connected();
    client.setblocking(false);
    const size = 64 << 20;
    const sent = client.send(Buffer.alloc(size));
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(size);
    let received = 0;
    while (received < sent) received += served.recv(1 << 20).length;
    expect(received).toBe(sent);
    expect(served.tryRecv(1)).toBe(null);
  });
});

describe('flags', () => {
  test('MSG_DONTWAIT is for one call of a blocking socket', () => {
    const [client] = connected();
    expect(() => client.recv(1, MSG_DONTWAIT)).toThrow(BlockingIOError);
    expect(() => client.recvInto(Buffer.alloc(1), 0, MSG_DONTWAIT)).toThrow(BlockingIOError);
    expect(() => client.recvfrom(1, MSG_DONTWAIT)).toThrow(BlockingIOError);
    const [full] = openPair();
    fill(full);
    expect(() => full.send(Buffer.alloc(1), MSG_DONTWAIT)).toThrow(BlockingIOError);
  });

  test('MSG_PEEK leaves the data there', () => {
    const [left, right] = openPair();
    left.send(Buffer.from('peek'));
    expect(right.recv(10, MSG_PEEK).toString()).toBe('peek');
    expect(right.recv(100_000, MSG_PEEK).toString()).toBe('peek');
    expect(right.recv(10).toString()).toBe('peek');
  });

  test('MSG_WAITALL waits until all has come', () => {
    const [left, right] = openPair();
    handOver(
      right,
      'for (const part of ["one", "two", "three"]) socket.sendall(Buffer.from(part));',
    );
    expect(left.recv(6, MSG_WAITALL).toString()).toBe('onetwo');
    const buffer = Buffer.alloc(100);
    expect(left.recvInto(buffer, 0, MSG_WAITALL)).toBe(5);
    expect(buffer.toString('latin1', 0, 5)).toBe('three');
  });
});

describe.runIf(hasSignals)('SIGPIPE', () => {
  test('is never raised', async () => {
    let raised = 0;
    const count = () => {
      raised++;
    };
    process.on('SIGPIPE', count);
    const [left, right] = openPair();
    right.close();
    for (const send of [
      () => left.send(Buffer.alloc(1)),
      () => left.sendall(Buffer.alloc(1)),
      () => left.trySend(Buffer.alloc(1)),
    ]) {
      expect(send).toThrow(BrokenPipeError);
    }
    // A signal of which a handler does hear, after those that must not have come.
    const heard = once(process, 'SIGUSR2');
    process.kill(process.pid, 'SIGUSR2');
    await heard;
    process.off('SIGPIPE', count);
    expect(raised).toBe(0);
  });
});

test('errors of sockets are OSErrors', () => {
  expect(() => openSocket().listen(0)).not.toThrow();
  expect(() => openSocket(AF_INET, SOCK_DGRAM).listen()).toThrow(OSError);
});

describe.runIf(hasUnixShutdown)('a UNIX socket that is shut down for reading', () => {
  test.each([null, 10])('accepts nothing, with a time-out of %s', (timeout) => {
    const server = openSocket(AF_UNIX);
    server.bind(temporaryPath());
    server.listen();
    server.shutdown(SHUT_RD);
    server.settimeout(timeout);
    expect(() => server.accept()).toThrow(expect.objectContaining({ code: 'EINVAL' }));
  });

  test.each([null, 10])('receives the end from nobody, with a time-out of %s', (timeout) => {
    // The address of an earlier sender must not be taken for that of the end.
    const earlier = datagramSocket();
    earlier.sendto(Buffer.from('x'), earlier.getsockname());
    earlier.recvfrom(1);
    const [left] = openPair(AF_UNIX, SOCK_DGRAM);
    left.shutdown(SHUT_RD);
    left.settimeout(timeout);
    expect(left.recvfrom(10)).toEqual([Buffer.alloc(0), null]);
    expect(left.recvfromInto(Buffer.alloc(10))).toEqual([0, null]);
  });
});
