/**
 * What gets into a process, and what does not.
 */
import { DefaultSelector } from 'selectors-ts';
import { Process, ValueError } from 'selectors-ts/multiprocessing';
import { createConnection, createServer, Socket } from 'selectors-ts/socket';
import { Event, Gil, Lock, Queue, Thread } from 'selectors-ts/threading';
import { expect, onTestFinished, test } from 'vitest';
import { hasDescriptorCount } from '../support/capabilities.js';
import { openDescriptors } from '../support/openDescriptors.mjs';
import { makePipe, makeProcess, start } from './start.js';

function listen(): Socket {
  const listener = createServer(['127.0.0.1', 0]);
  onTestFinished(() => listener.close());
  return listener;
}

test('a listening socket is accepted from in the process', () => {
  const listener = listen();
  const child = start('accept', [listener]);
  const client = createConnection(listener.getsockname() as [string, number]);
  onTestFinished(() => client.close());
  client.sendall(Buffer.from('over there'));
  expect(client.recv(100).toString()).toBe('over there');
  expect(client.recv(100).length).toBe(0);
  child.join();
  // It remains ours as well.
  expect(listener.getsockname()).toEqual(client.getpeername());
});

test('connections and sockets may be anywhere, and more than once', () => {
  const listener = listen();
  const [ours, theirs] = makePipe();
  const deep = new Map<unknown, unknown>([
    ['again', theirs],
    [{ in: new Set([listener]) }, 1],
  ]);
  start('reportRevived', [listener, theirs, { deep }]);
  theirs.close();
  expect(ours.recv()).toEqual({
    same: [true, true],
    listening: listener.getsockname(),
    flags: [true, true],
  });
});

test.runIf(hasDescriptorCount)('no descriptor is left behind here', () => {
  const [, theirs] = makePipe();
  const before = openDescriptors();
  const child = start('nothing', [theirs]);
  child.join();
  child.close();
  expect(openDescriptors()).toBe(before);
});

test('arguments of 64 MiB', () => {
  const [ours, theirs] = makePipe();
  const big = Buffer.alloc(64 * 2 ** 20, 'x');
  const child = makeProcess('report', [theirs, big.length, big.subarray(-3)]);
  child.start();
  theirs.close();
  expect(ours.recv()).toMatchObject({ args: [big.length, Buffer.from('xxx')] });
});

test.each([
  ['a function', () => () => {}, 'could not be cloned'],
  ['a symbol', () => Symbol('s'), 'could not be cloned'],
  ['shared memory', () => new SharedArrayBuffer(1), 'memory of the threads of one process'],
  [
    'a typed array over shared memory',
    () => ({ counts: new Int32Array(new SharedArrayBuffer(8)) }),
    'memory of the threads of one process',
  ],
  [
    'a DataView over shared memory',
    () => new DataView(new SharedArrayBuffer(8)),
    'memory of the threads of one process',
  ],
  ['a process', () => new Process(), 'cannot contain a Process'],
  ['a lock', () => new Lock(), 'cannot contain a Lock, which is for the threads of one process'],
  ['a queue', () => new Queue(), 'cannot contain a Queue'],
  ['an event', () => [new Event()], 'cannot contain a Event'],
  ['a Gil', () => new Map([[1, Gil.shared]]), 'cannot contain a Gil'],
  ['a thread', () => ({ thread: new Thread() }), 'cannot contain a Thread'],
  ['a selector', () => new DefaultSelector(), 'whose descriptor means nothing in another process'],
])('%s cannot be an argument', (_what, make, message) => {
  const child = new Process({ args: [make()] });
  expect(() => child.start()).toThrow(expect.objectContaining({ name: 'TypeError' }));
  expect(() => child.start()).toThrow(message);
  expect(child.isAlive()).toBe(false);
});

test('a closed socket cannot be an argument either', () => {
  const socket = new Socket();
  socket.close();
  expect(() => new Process({ args: [socket] }).start()).toThrow(ValueError);
  const [connection] = makePipe();
  connection.close();
  expect(() => new Process({ args: [connection] }).start()).toThrow('handle is closed');
});

test('a socket that a getter beside it closes is an error, and nothing is started', () => {
  const socket = new Socket();
  const closer = {
    get value() {
      socket.close();
      return 1;
    },
  };
  const child = new Process({ args: [socket, closer] });
  expect(() => child.start()).toThrow(ValueError);
  expect(child.pid).toBeNull();
});

test('a process that cannot be started is an error', () => {
  const { execPath } = process;
  process.execPath = '/nowhere/node';
  try {
    const child = new Process();
    expect(() => child.start()).toThrow(
      expect.objectContaining({
        name: 'FileNotFoundError',
        code: 'ENOENT',
        syscall: 'posix_spawn',
      }),
    );
    expect(child.isAlive()).toBe(false);
  } finally {
    process.execPath = execPath;
  }
});

test.each([
  ['argv', 'a\uD800'],
  ['execArgv', '--title=\uDC00'],
] as const)(
  'a lone surrogate in process.%s is a ValueError, and nothing is started',
  (list, text) => {
    process[list].push(text);
    onTestFinished(() => {
      process[list].pop();
    });
    const child = makeProcess('doNothing');
    expect(() => child.start()).toThrow(ValueError);
    expect(child.pid).toBe(null);
  },
);
