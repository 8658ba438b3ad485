import {
  IP_TTL,
  IPPROTO_IP,
  IPPROTO_TCP,
  OverflowError,
  SO_ERROR,
  SO_KEEPALIVE,
  SO_LINGER,
  SO_RCVBUF,
  SO_REUSEADDR,
  SO_TYPE,
  SOCK_STREAM,
  SOL_SOCKET,
  TCP_NODELAY,
} from 'selectors-ts/socket';
import { expect, test } from 'vitest';
import { openSocket } from '../support/sockets.js';

test('integers go in and come out', () => {
  const socket = openSocket();
  expect(socket.getsockopt(SOL_SOCKET, SO_REUSEADDR)).toBe(0);
  socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
  expect(socket.getsockopt(SOL_SOCKET, SO_REUSEADDR)).not.toBe(0);
  socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
  expect(socket.getsockopt(IPPROTO_TCP, TCP_NODELAY)).not.toBe(0);
  socket.setsockopt(IPPROTO_IP, IP_TTL, 33);
  expect(socket.getsockopt(IPPROTO_IP, IP_TTL)).toBe(33);
  socket.setsockopt(SOL_SOCKET, SO_RCVBUF, 20_000);
  expect(socket.getsockopt(SOL_SOCKET, SO_RCVBUF)).toBeGreaterThanOrEqual(20_000);
});

test('what a socket is can be read', () => {
  expect(openSocket().getsockopt(SOL_SOCKET, SO_TYPE)).toBe(SOCK_STREAM);
  expect(openSocket().getsockopt(SOL_SOCKET, SO_ERROR)).toBe(0);
});

test('structures are bytes', () => {
  const socket = openSocket();
  const linger = new Int32Array([1, 15]);
  socket.setsockopt(SOL_SOCKET, SO_LINGER, linger);
  const bytes = socket.getsockopt(SOL_SOCKET, SO_LINGER, 100);
  expect(bytes).toEqual(Buffer.from(linger.buffer));
});

test('an integer may be asked for as bytes, and set by them', () => {
  const socket = openSocket();
  socket.setsockopt(SOL_SOCKET, SO_KEEPALIVE, Buffer.from(new Int32Array([1]).buffer));
  const bytes = socket.getsockopt(SOL_SOCKET, SO_KEEPALIVE, 4) as Buffer;
  expect(new Int32Array(new Uint8Array(bytes).buffer)[0]).toBe(1);
});

test('an option that does not exist is ENOPROTOOPT', () => {
  const socket = openSocket();
  expect(() => socket.getsockopt(SOL_SOCKET, 123_456)).toThrow(
    expect.objectContaining({ code: 'ENOPROTOOPT', syscall: 'getsockopt' }),
  );
  expect(() => socket.setsockopt(SOL_SOCKET, 123_456, 1)).toThrow(
    expect.objectContaining({ code: 'ENOPROTOOPT', syscall: 'setsockopt' }),
  );
});

test('null goes to the kernel with its length', () => {
  expect(() => openSocket().setsockopt(SOL_SOCKET, SO_REUSEADDR, null, 4)).toThrow(
    expect.objectContaining({ code: 'EFAULT' }),
  );
});

test('bytes that are too few are EINVAL', () => {
  expect(() => openSocket().setsockopt(SOL_SOCKET, SO_LINGER, Buffer.alloc(1))).toThrow(
    expect.objectContaining({ code: 'EINVAL' }),
  );
});

test.each([-1, 1025, 2 ** 31 - 1])('a buflen of %i is an OSError', (buflen) => {
  expect(() => openSocket().getsockopt(SOL_SOCKET, SO_LINGER, buflen)).toThrow(
    expect.objectContaining({ code: 'EINVAL', message: 'getsockopt buflen out of range' }),
  );
});

test('values are integers, bytes or null', () => {
  const socket = openSocket();
  const set = (value: unknown, ...rest: unknown[]) =>
    (socket.setsockopt as (...values: unknown[]) => void).call(
      socket,
      SOL_SOCKET,
      SO_REUSEADDR,
      value,
      ...rest,
    );
  for (const value of ['1', true, undefined, {}, [], 1n, 1.5, Number.NaN, Symbol('1')]) {
    expect(() => set(value)).toThrow(TypeError);
  }
  expect(() => set(2 ** 31)).toThrow(OverflowError);
  expect(() => set(-(2 ** 31) - 1)).toThrow(OverflowError);
  expect(() => set(null)).toThrow(TypeError);
  expect(() => set(null, -1)).toThrow(OverflowError);
  expect(() => set(1, 4)).toThrow(TypeError);
  expect(() => set(new Uint8Array(new SharedArrayBuffer(4)))).toThrow(TypeError);
  expect(socket.getsockopt(SOL_SOCKET, SO_REUSEADDR)).toBe(0);
});

test('levels and names are C ints', () => {
  const socket = openSocket();
  for (const bad of ['1', null, undefined, {}, Number.NaN, 1.5]) {
    expect(() => socket.getsockopt(bad as never, SO_TYPE)).toThrow(TypeError);
    expect(() => socket.getsockopt(SOL_SOCKET, bad as never)).toThrow(TypeError);
    expect(() => socket.setsockopt(bad as never, SO_TYPE, 1)).toThrow(TypeError);
    expect(() => socket.setsockopt(SOL_SOCKET, bad as never, 1)).toThrow(TypeError);
  }
  expect(() => socket.getsockopt(2 ** 31, SO_TYPE)).toThrow(OverflowError);
  expect(() => socket.getsockopt(SOL_SOCKET, SO_LINGER, 1.5)).toThrow(TypeError);
});
