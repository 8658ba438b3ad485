import {
  type BaseSelector,
  EpollSelector,
  EVENT_WRITE,
  PollSelector,
  SelectSelector,
} from 'selectors-ts';
import { expect, test } from 'vitest';
import { hasEpoll } from '../support/capabilities.js';
import { makeSocketpair } from '../support/descriptors.js';
import { watchEpollTimeouts, watchTimeouts } from '../support/native.js';

// CPython's EpollSelector sleeps for 10 ms when asked for 9, and 2.007 * 1000 is more than 2007.
const seconds = [null, 0, -1, 0.001, 0.0015, 0.009, 0.069, 0.0691, 1e-9, 1e-12, 2.007];
const wholeMs = [-1, 0, 0, 1, 2, 9, 69, 70, 1, 1, 2007];
const wholeUs = [-1, 0, 0, 1000, 1500, 9000, 69_000, 69_100, 1, 1, 2_007_000];

/** What reaches the kernel; something is ready, so that no wait lasts. */
function timeoutsOf(s: BaseSelector, timeouts: () => unknown[]): unknown[] {
  s.register(makeSocketpair()[0], EVENT_WRITE);
  for (const timeout of seconds) s.select(timeout);
  s.close();
  return timeouts();
}

test.runIf(hasEpoll)(
  'EpollSelector: no time-out sleeps a millisecond longer than asked through double rounding',
  () => {
    expect(timeoutsOf(new EpollSelector(), watchEpollTimeouts())).toEqual(wholeMs);
  },
);

test('PollSelector: the same', () => {
  expect(timeoutsOf(new PollSelector(), watchTimeouts('pollWait'))).toEqual(wholeMs);
});

test('SelectSelector: the same in microseconds', () => {
  expect(timeoutsOf(new SelectSelector(), watchTimeouts('selectWait'))).toEqual(wholeUs);
});

test.runIf(hasEpoll)('less than a millisecond does not spin', () => {
  using s = new EpollSelector();
  const timeouts = watchEpollTimeouts();
  expect(s.select(0.0004)).toEqual([]);
  // each time a sleep, never a look without one
  expect(timeouts()).not.toContain(0);
});
