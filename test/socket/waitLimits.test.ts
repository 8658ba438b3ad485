/**
 * SO_RCVTIMEO and SO_SNDTIMEO: how long a blocking socket waits.
 */
import { constants } from 'node:os';
import {
  AF_INET,
  AF_UNIX,
  BlockingIOError,
  fromfd,
  MSG_WAITALL,
  SO_LINGER,
  SO_RCVTIMEO,
  SO_SNDTIMEO,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  Socket,
  TimeoutError,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasExactLimits } from '../support/capabilities.js';
import { watchNative } from '../support/native.js';
import { onInterrupt } from '../support/signals.js';
import {
  closing,
  connected,
  datagramSocket,
  fill,
  handOver,
  listening,
  openPair,
  openSocket,
  temporaryPath,
} from '../support/sockets.js';

const { EALREADY, EINPROGRESS } = constants.errno;
const LIMIT_MS = 20;

// Python has no names for these: Linux's asm/socket.h.
const SO_RCVTIMEO_NEW = 66;
const SO_SNDTIMEO_NEW = 67;

/** A struct timeval of a 64-bit system. */
function timeval(seconds: number, microseconds: number): BigInt64Array {
  return new BigInt64Array([BigInt(seconds), BigInt(microseconds)]);
}

function limited(socket: Socket, limitMs = LIMIT_MS): Socket {
  const limit = timeval(Math.floor(limitMs / 1000), (limitMs % 1000) * 1000);
  socket.setsockopt(SOL_SOCKET, SO_RCVTIMEO, limit);
  socket.setsockopt(SOL_SOCKET, SO_SNDTIMEO, limit);
  return socket;
}

function full(): Socket {
  const [left] = openPair();
  fill(left);
  return left;
}

/** A listener that takes no more connections. */
function fullServer(family: number): Socket {
  const server = openSocket(family);
  server.bind(family === AF_UNIX ? temporaryPath() : ['127.0.0.1', 0]);
  server.listen(0);
  openSocket(family).connect(server.getsockname());
  return server;
}

const calls: Array<[name: string, prepare: () => [Socket, (socket: Socket) => unknown]]> = [
  ['accept', () => [listening(), (socket) => socket.accept()]],
  ['recv', () => [connected()[0], (socket) => socket.recv(1)]],
  ['recv of much', () => [connected()[0], (socket) => socket.recv(1 << 20)]],
  ['recv with MSG_WAITALL', () => [connected()[0], (socket) => socket.recv(9, MSG_WAITALL)]],
  ['recvInto', () => [connected()[0], (socket) => socket.recvInto(Buffer.alloc(1))]],
  ['recvfrom', () => [datagramSocket(), (socket) => socket.recvfrom(1)]],
  ['recvfromInto', () => [datagramSocket(), (socket) => socket.recvfromInto(Buffer.alloc(1))]],
  ['send', () => [full(), (socket) => socket.send(Buffer.alloc(1))]],
  ['sendall', () => [full(), (socket) => socket.sendall(Buffer.alloc(1))]],
  ['sendall of much', () => [connected()[0], (socket) => socket.sendall(Buffer.alloc(64 << 20))]],
];

// The kernels of the BSDs may round, and refuse less than 0.
describe.runIf(hasExactLimits)('a limit', () => {
  test.each(calls)('ends %s with EAGAIN, and not early', (_name, prepare) => {
    const [socket, call] = prepare();
    limited(socket);
    const beforeMs = performance.now();
    expect(() => call(socket)).toThrow(BlockingIOError);
    expect(performance.now() - beforeMs).toBeGreaterThanOrEqual(LIMIT_MS);
    expect(() => call(socket)).toThrow(expect.objectContaining({ code: 'EAGAIN' }));
  });

  test.each(calls)('is nothing to %s with a time-out', (_name, prepare) => {
    const [socket, call] = prepare();
    limited(socket, 1);
    socket.settimeout(0.03);
    const beforeMs = performance.now();
    expect(() => call(socket)).toThrow(TimeoutError);
    expect(performance.now() - beforeMs).toBeGreaterThanOrEqual(30);
    socket.settimeout(0);
    expect(() => call(socket)).toThrow(BlockingIOError);
    socket.settimeout(null);
    expect(() => call(socket)).toThrow(BlockingIOError);
  });

  test.each(calls)('of less than 0 is no time at all for %s', (_name, prepare) => {
    const [socket, call] = prepare();
    const polls = watchNative('pollWait');
    socket.setsockopt(SOL_SOCKET, SO_RCVTIMEO, timeval(-1, 0));
    socket.setsockopt(SOL_SOCKET, SO_SNDTIMEO, timeval(-1, 0));
    expect(() => call(socket)).toThrow(expect.objectContaining({ code: 'EAGAIN' }));
    expect(polls).toHaveLength(0);
  });

  test('ends sendto to a full UNIX receiver', () => {
    const receiver = openSocket(AF_UNIX, SOCK_DGRAM);
    receiver.bind(temporaryPath());
    const sender = limited(openSocket(AF_UNIX, SOCK_DGRAM));
    expect(() => {
      for (;;) sender.sendto(Buffer.alloc(100), receiver.getsockname());
    }).toThrow(expect.objectContaining({ code: 'EAGAIN', syscall: 'sendto' }));
    expect(sender.getsockopt(SOL_SOCKET, SO_SNDTIMEO, 16)).toEqual(
      Buffer.from(timeval(0, LIMIT_MS * 1000).buffer),
    );
  });

  test('ends connect with EINPROGRESS, and then with EALREADY', () => {
    const server = fullServer(AF_INET);
    const client = limited(openSocket());
    const beforeMs = performance.now();
    expect(() => client.connect(server.getsockname())).toThrow(
      expect.objectContaining({ name: 'BlockingIOError', code: 'EINPROGRESS' }),
    );
    expect(client.connectEx(server.getsockname())).toBe(EALREADY);
    expect(performance.now() - beforeMs).toBeGreaterThanOrEqual(2 * LIMIT_MS);
    const other = limited(openSocket());
    expect(other.connectEx(server.getsockname())).toBe(EINPROGRESS);
  });

  test('ends connect to a full UNIX listener with EAGAIN', () => {
    const server = fullServer(AF_UNIX);
    const client = limited(openSocket(AF_UNIX));
    expect(() => client.connect(server.getsockname())).toThrow(
      expect.objectContaining({ name: 'BlockingIOError', code: 'EAGAIN' }),
    );
  });

  test('leaves to recv with MSG_WAITALL what has come by then', () => {
    for (const receive of [
      (socket: Socket) => socket.recv(9, MSG_WAITALL).toString(),
      (socket: Socket) => {
        const buffer = Buffer.alloc(9);
        return buffer.toString('utf8', 0, socket.recvInto(buffer, 0, MSG_WAITALL));
      },
    ]) {
      const [left, right] = openPair();
      limited(left);
      right.send(Buffer.from('some'));
      expect(receive(left)).toBe('some');
      expect(() => receive(left)).toThrow(BlockingIOError);
    }
  });

  test('is for each wait of sendall', () => {
    const [left, right] = openPair();
    limited(left, 2000);
    handOver(right, 'while (socket.recv(1 << 16).length > 0);');
    left.sendall(Buffer.alloc(8 << 20));
    left.close();
  });

  test('goes with the accepted sockets of TCP', () => {
    const server = listening();
    server.setsockopt(SOL_SOCKET, SO_RCVTIMEO, timeval(0, LIMIT_MS * 1000));
    const client = openSocket();
    client.connect(server.getsockname());
    const [served] = server.accept();
    expect(() => closing(served).recv(1)).toThrow(BlockingIOError);
  });

  test('goes with the descriptor', () => {
    const [left] = openPair();
    limited(left);
    const copy = closing(fromfd(left.fileno(), AF_UNIX, SOCK_STREAM));
    expect(() => copy.recv(1)).toThrow(BlockingIOError);
    const heir = closing(new Socket(-1, -1, -1, left.detach()));
    expect(() => heir.recv(1)).toThrow(BlockingIOError);
  });

  test.each([
    ['SO_RCVTIMEO_NEW', SO_RCVTIMEO_NEW, (socket: Socket) => socket.recv(1)],
    ['SO_SNDTIMEO_NEW', SO_SNDTIMEO_NEW, (socket: Socket) => socket.send(Buffer.alloc(1))],
  ])('may be set by the name of %s', (_name, option, call) => {
    const socket = full();
    socket.setsockopt(SOL_SOCKET, option, timeval(0, LIMIT_MS * 1000));
    expect(() => call(socket)).toThrow(BlockingIOError);
    socket.setsockopt(SOL_SOCKET, option, timeval(-1, 0));
    expect(() => call(socket)).toThrow(BlockingIOError);
  });

  test('that the kernel refuses changes nothing', () => {
    const [left] = openPair();
    limited(left);
    for (const [value, code] of [
      [timeval(0, 1_000_000), 'EDOM'],
      [timeval(0, -1), 'EDOM'],
      [new Int32Array([-1, 0]), 'EINVAL'],
      [5, 'EINVAL'],
    ] as const) {
      expect(() => left.setsockopt(SOL_SOCKET, SO_RCVTIMEO, value)).toThrow(
        expect.objectContaining({ code }),
      );
    }
    const beforeMs = performance.now();
    expect(() => left.recv(1)).toThrow(BlockingIOError);
    expect(performance.now() - beforeMs).toBeGreaterThanOrEqual(LIMIT_MS);
  });

  test('of 0 is any time', () => {
    const [left, right] = openPair();
    limited(left, 1);
    left.setsockopt(SOL_SOCKET, SO_RCVTIMEO, timeval(0, 0));
    left.setsockopt(SOL_SOCKET, SO_SNDTIMEO, timeval(0, 0));
    onInterrupt(() => right.send(Buffer.from('!')));
    expect(left.recv(1).toString()).toBe('!');
  });

  test('is of one direction', () => {
    const socket = full();
    socket.setsockopt(SOL_SOCKET, SO_SNDTIMEO, timeval(-1, 0));
    socket.setsockopt(SOL_SOCKET, SO_RCVTIMEO, timeval(0, LIMIT_MS * 1000));
    const beforeMs = performance.now();
    expect(() => socket.recv(1)).toThrow(BlockingIOError);
    expect(performance.now() - beforeMs).toBeGreaterThanOrEqual(LIMIT_MS);
  });

  test('is nothing that another option is', () => {
    const [left, right] = openPair();
    left.setsockopt(SOL_SOCKET, SO_LINGER, new Int32Array([0, 0]));
    handOver(right, 'socket.send(Buffer.from("x"));');
    expect(left.recv(1).toString()).toBe('x');
  });
});
