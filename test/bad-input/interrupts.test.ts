/**
 * Interrupt hooks that end the wait of a thread that holds a Gil, or a lock.
 */
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { Pipe } from 'selectors-ts/multiprocessing';
import { POLLIN, Poll, select } from 'selectors-ts/select';
import type { Socket } from 'selectors-ts/socket';
import { Gil, sleep } from 'selectors-ts/threading';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hasSignals } from '../support/capabilities.js';
import { makeSocketpair } from '../support/descriptors.js';
import { onInterrupt } from '../support/signals.js';

function overflow(): number {
  return overflow() + 1;
}

class OwnError extends Error {}

const hooks: ReadonlyArray<[string, () => void, new () => Error]> = [
  ['overflows the stack', overflow, RangeError],
  [
    'throws',
    () => {
      throw new OwnError();
    },
    OwnError,
  ],
];

const waits: ReadonlyArray<[string, (socket: Socket) => unknown]> = [
  [
    'a selector',
    (socket) => {
      using selector = new DefaultSelector();
      selector.register(socket, EVENT_READ);
      return selector.select(null);
    },
  ],
  [
    'Poll',
    (socket) => {
      const poll = new Poll();
      poll.register(socket, POLLIN);
      return poll.poll(null);
    },
  ],
  ['select()', (socket) => select([socket], [], [])],
  ['recv()', (socket) => socket.recv(1)],
  ['sleep()', () => sleep(1000)],
  [
    'a Connection',
    () => {
      const [here, there] = Pipe();
      try {
        return here.recv();
      } finally {
        here.close();
        there.close();
      }
    },
  ],
];

describe.runIf(hasSignals).each(hooks)('an interrupt hook that %s', (_what, hook, expected) => {
  test.each(waits)('leaves the Gil with who waits for %s', (_name, wait) => {
    const [socket] = makeSocketpair();
    const gil = new Gil();
    gil.acquire();
    onTestFinished(() => {
      if (gil.held) gil.release();
    });
    onInterrupt(hook);
    expect(() => wait(socket)).toThrow(expected);
    expect([gil.held, gil.locked]).toEqual([true, true]);
    gil.release();
    expect(gil.locked).toBe(false);
    expect(socket.gettimeout()).toBe(null);
  });
});
