import {
  BaseSelector,
  EpollSelector,
  KqueueSelector,
  NotImplementedError,
  PollSelector,
  RuntimeError,
  SelectSelector,
} from 'selectors-ts';
import { Epoll, KEvent, KQ_FILTER_READ, Kqueue, Poll } from 'selectors-ts/select';
import { expect, test } from 'vitest';
import { hasEpoll, hasKqueue } from '../support/capabilities.js';

test.each([
  [SelectSelector, true],
  [PollSelector, true],
  [EpollSelector, hasEpoll],
  [KqueueSelector, hasKqueue],
  [Poll, true],
  [Epoll, hasEpoll],
  [Kqueue, hasKqueue],
])('%o is exported everywhere, and says whether it works here: %s', (Class, isAvailable) => {
  expect(Class.isAvailable).toBe(isAvailable);
  if (isAvailable) return;
  expect(() => new Class()).toThrow(NotImplementedError);
  expect(() => new Class()).toThrow(RuntimeError);
  expect(() => new Class()).toThrow(`${Class.name} is not available on ${process.platform}`);
});

test('what belongs to an absent kernel object is absent with it', () => {
  expect(KEvent.isAvailable).toBe(hasKqueue);
  expect(KQ_FILTER_READ).toBe(hasKqueue ? -1 : undefined);
  if (!hasKqueue) {
    expect(() => new KEvent(0)).toThrow(NotImplementedError);
    expect(() => Kqueue.fromfd(0)).toThrow(NotImplementedError);
  }
  if (!hasEpoll) {
    expect(() => Epoll.fromfd(0)).toThrow(NotImplementedError);
  }
});

test('all are BaseSelectors', () => {
  for (const Class of [SelectSelector, PollSelector, EpollSelector, KqueueSelector]) {
    expect(Class.prototype).toBeInstanceOf(BaseSelector);
  }
});
