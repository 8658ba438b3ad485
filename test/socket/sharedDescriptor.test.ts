/**
 * Two objects for one descriptor, of which the first has been closed.
 */
import { AF_INET, SOCK_STREAM, Socket } from 'selectors-ts/socket';
import { expect, test } from 'vitest';
import { openSocket } from '../support/sockets.js';

function orphan(): Socket {
  const first = openSocket();
  const second = new Socket(AF_INET, SOCK_STREAM, 0, first.fileno());
  second.settimeout(3);
  first.close();
  return second;
}

const calls: Array<[name: string, call: (socket: Socket) => unknown]> = [
  ['setblocking(true)', (socket) => socket.setblocking(true)],
  ['setblocking(false)', (socket) => socket.setblocking(false)],
  ['settimeout(1)', (socket) => socket.settimeout(1)],
  ['settimeout(0)', (socket) => socket.settimeout(0)],
  ['settimeout(null)', (socket) => socket.settimeout(null)],
  ['sendall of nothing', (socket) => socket.sendall(Buffer.alloc(0))],
  ['close', (socket) => socket.close()],
];

test.each(calls)('%s of the second is EBADF', (_name, call) => {
  const socket = orphan();
  expect(() => call(socket)).toThrow(expect.objectContaining({ name: 'OSError', code: 'EBADF' }));
  expect(socket.gettimeout()).toBe(3);
  socket.detach();
});

test('the second still knows what it knew, as in CPython', () => {
  const socket = orphan();
  expect(socket.fileno()).toBeGreaterThan(0);
  expect([socket.gettimeout(), socket.getblocking()]).toEqual([3, true]);
  expect([socket.family, socket.type, socket.proto]).toEqual([AF_INET, SOCK_STREAM, 0]);
  expect(socket.detach()).toBeGreaterThan(0);
});
