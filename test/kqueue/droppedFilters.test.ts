/**
 * Filters that a kernel drops, with EV_ONESHOT, when a terminal is revoked or a file system unmounted.
 * The stand-in for kqueue(2) cannot show that: here its answers are changed on their way back.
 */
import { constants } from 'node:os';
import { EVENT_READ, EVENT_WRITE, KqueueSelector, PollSelector } from 'selectors-ts';
import {
  KEvent,
  KQ_EV_ADD,
  KQ_EV_DELETE,
  KQ_EV_EOF,
  KQ_EV_ONESHOT,
  KQ_FILTER_READ,
  KQ_FILTER_WRITE,
  Kqueue,
} from 'selectors-ts/select';
import type { Socket } from 'selectors-ts/socket';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeSocketpair, reuseNumbers } from '../support/descriptors.js';
import { changeAt, currentCall, eventAt, interceptCalls, type Kevent } from './calls.js';

const { EBADF, ENOENT, ENXIO } = constants.errno;
const BOTH = EVENT_READ | EVENT_WRITE;

/** A socket that is ready for both, and from now on stands for a terminal that was revoked. */
function openRevoked(selector: KqueueSelector, refusal: number | null): Socket {
  const [near, far] = makeSocketpair();
  far.send(Buffer.from('x'));
  const fd = near.fileno();
  const dropped = new Set<number>();
  const isOwn = ({ ident, filter }: Kevent) =>
    ident === fd &&
    near.fileno() === fd &&
    (filter === KQ_FILTER_READ || filter === KQ_FILTER_WRITE);
  const raw = Kqueue.fromfd(selector.fileno());
  const drop = (filter: number) => {
    raw.control([new KEvent(fd, filter, KQ_EV_DELETE)], 0);
    dropped.add(filter);
  };
  interceptCalls((control) => {
    const { changes, room } = currentCall();
    for (const change of Array.from({ length: changes }, (_, place) => changeAt(place))) {
      if (!isOwn(change) || !(change.flags & KQ_EV_ADD) || !dropped.has(change.filter)) continue;
      if (refusal !== null) return -refusal;
      dropped.delete(change.filter);
    }
    const count = control();
    if (room === 0) return count;
    const events = Array.from({ length: count }, (_, place) => eventAt(place)).filter(isOwn);
    for (const event of events) event.flags |= KQ_EV_EOF | KQ_EV_ONESHOT;
    for (const { filter } of events) drop(filter);
    return count;
  });
  return near;
}

function opened(): KqueueSelector {
  const selector = new KqueueSelector();
  onTestFinished(() => selector.close());
  return selector;
}

describe.each([
  ['FreeBSD, for a terminal', ENXIO],
  ['NetBSD, for a file', EBADF],
  ['macOS', ENOENT],
  ['FreeBSD, for a file: it takes the filter back, and drops it again', null],
])('%s', (_name, refusal) => {
  test.each([EVENT_READ, EVENT_WRITE, BOTH])('what was registered for %d stays ready', (events) => {
    const selector = opened();
    const revoked = openRevoked(selector, refusal);
    const key = selector.register(revoked, events);
    using outer = new PollSelector();
    const outerKey = outer.register(selector, EVENT_READ);
    for (const _ of [1, 2, 3]) {
      expect(outer.select(null)).toEqual([[outerKey, EVENT_READ]]);
      expect(selector.select(null)).toEqual([[key, events]]);
    }
    selector.unregister(revoked);
    expect(selector.select(0)).toEqual([]);
    expect(outer.select(0)).toEqual([]);
  });

  test('modify() leaves what it is modified to', () => {
    const selector = opened();
    const revoked = openRevoked(selector, refusal);
    selector.register(revoked, BOTH);
    expect(selector.select(null)).toHaveLength(1);
    const key = selector.modify(revoked, EVENT_WRITE);
    for (const _ of [1, 2]) expect(selector.select(null)).toEqual([[key, EVENT_WRITE]]);
  });

  test('what is closed is silent, and so is the new owner of its number', () => {
    const selector = opened();
    const revoked = openRevoked(selector, refusal);
    const { fd } = selector.register(revoked, BOTH);
    expect(selector.select(null)).toHaveLength(1);
    revoked.close();
    expect(selector.select(0)).toEqual([]);
    reuseNumbers(fd);
    expect(selector.select(0)).toEqual([]);
  });
});
