/**
 * epoll(7) goes on reporting a closed file of which a duplicate is open, by its old number.
 */
import { EpollSelector, EVENT_READ, EVENT_WRITE, KeyError } from 'selectors-ts';
import { EPOLLET, EPOLLOUT, Epoll } from 'selectors-ts/select';
import type { Socket } from 'selectors-ts/socket';
import { expect, onTestFinished, test } from 'vitest';
import { hasEpoll, needs } from '../support/capabilities.js';
import { keepAlive, makeSocketpair, reuseNumbers } from '../support/descriptors.js';
import { watchNative } from '../support/native.js';

needs(hasEpoll);

function openSelector(): EpollSelector<Socket | number> {
  const s = new EpollSelector<Socket | number>();
  onTestFinished(() => s.close());
  return s;
}

/** A closed socket that is ready for writing for ever, as another process has it too. */
function leaveGhost(s: EpollSelector<Socket | number>, asNumber = false): [Socket, fd: number] {
  const [ghost] = makeSocketpair();
  const fd = ghost.fileno();
  s.register(asNumber ? fd : ghost, EVENT_WRITE, 'ghost');
  keepAlive(fd);
  ghost.close();
  return [ghost, fd];
}

test('its events never reach the key of the new owner of its number', () => {
  const s = openSelector();
  const [, fd] = leaveGhost(s);
  const [heir] = reuseNumbers(fd) as [Socket];
  s.register(heir, EVENT_READ, 'heir');
  expect(s.select(0)).toEqual([]);
  expect(s.select(0.01)).toEqual([]);
  const key = s.modify(heir, EVENT_READ | EVENT_WRITE, 'heir');
  expect(s.select(0)).toEqual([[key, EVENT_WRITE]]);
});

test('nor that of one registered after it was unregistered', () => {
  const s = openSelector();
  const [ghost, fd] = leaveGhost(s);
  s.unregister(ghost);
  const [heir] = reuseNumbers(fd) as [Socket];
  s.register(heir, EVENT_READ);
  expect(s.select(0)).toEqual([]);
});

test('nor that of a bare number', () => {
  const s = openSelector();
  const [, fd] = leaveGhost(s, true);
  s.unregister(fd);
  reuseNumbers(fd);
  s.register(fd, EVENT_READ);
  expect(s.select(0)).toEqual([]);
});

test('an unregistered one does not make a wait spin: the set is rebuilt once', () => {
  const s = openSelector();
  const [ghost] = leaveGhost(s);
  s.unregister(ghost);
  const waits = watchNative('epollWait');
  const rebuilds = watchNative('epollRebuild');
  const start = performance.now();
  expect(s.select(0.3)).toEqual([]);
  expect(performance.now() - start).toBeGreaterThanOrEqual(300);
  expect(rebuilds.length).toBe(1);
  // one that brings the stale event, one that lasts, and perhaps one for the last fraction
  expect(waits.length).toBeLessThanOrEqual(3);
});

test('while it is still registered it is reported, as in CPython', () => {
  const s = openSelector();
  const [ghost, fd] = leaveGhost(s);
  expect(s.select(0)).toEqual([[s.getKey(ghost), EVENT_WRITE]]);
  expect(s.unregister(ghost).fd).toBe(fd);
  expect(s.select(0)).toEqual([]);
});

test('several at once, and the living are delivered beside them', () => {
  const s = openSelector();
  for (let ghosts = 0; ghosts < 5; ghosts++) s.unregister(leaveGhost(s)[0]);
  const [living] = makeSocketpair();
  const key = s.register(living, EVENT_WRITE, 'living');
  const rebuilds = watchNative('epollRebuild');
  for (let call = 0; call < 3; call++) expect(s.select(0)).toEqual([[key, EVENT_WRITE]]);
  expect(rebuilds.length).toBe(1);
});

test('the set is rebuilt under the same fileno(), with all keys and their data', () => {
  const s = openSelector();
  const fileno = s.fileno();
  const outer = new EpollSelector<EpollSelector>();
  onTestFinished(() => outer.close());
  const [ghost] = leaveGhost(s);
  s.unregister(ghost);
  const pairs = Array.from({ length: 10 }, () => makeSocketpair());
  const keys = pairs.map(([rd], index) => s.register(rd, EVENT_READ, index));
  expect(s.select(0)).toEqual([]);
  expect(s.fileno()).toBe(fileno);
  for (const [, wr] of pairs) wr.send(Buffer.from('x'));
  const ready = s.select(0).sort(([a], [b]) => a.fd - b.fd);
  expect(ready).toEqual(keys.map((key) => [key, EVENT_READ]));
  // and it can be watched by its number
  const key = outer.register(s, EVENT_READ);
  expect(outer.select(0)).toEqual([[key, EVENT_READ]]);
});

test('descriptors registered from elsewhere, by fileno(), are left alone', () => {
  const s = openSelector();
  const [foreign] = makeSocketpair();
  const raw = Epoll.fromfd(s.fileno());
  raw.register(foreign, EPOLLOUT);
  const rebuilds = watchNative('epollRebuild');
  expect(s.select(0)).toEqual([]);
  expect(rebuilds.length).toBe(0);
  expect(raw.poll(0)).toEqual([[foreign.fileno(), EPOLLOUT]]);
});

test('descriptors registered from elsewhere end a wait, as in CPython, without being in its list', () => {
  const s = openSelector();
  const [foreign] = makeSocketpair();
  Epoll.fromfd(s.fileno()).register(foreign, EPOLLOUT);
  expect(s.select(null)).toEqual([]);
});

test('a key modified from elsewhere, say to be edge-triggered, keeps its events', () => {
  const s = openSelector();
  const [own] = makeSocketpair();
  const key = s.register(own, EVENT_READ | EVENT_WRITE);
  Epoll.fromfd(s.fileno()).modify(own, EPOLLOUT | EPOLLET);
  expect(s.select(null)).toEqual([[key, EVENT_WRITE]]);
  expect(s.select(0)).toEqual([]);
});

test('a number that changed hands is registered and unregistered without end', () => {
  const s = openSelector();
  for (let round = 0; round < 20; round++) {
    const [ghost, fd] = leaveGhost(s);
    const [heir] = reuseNumbers(fd) as [Socket];
    const key = s.register(heir, EVENT_READ, round);
    expect(s.select(0)).toEqual([]);
    expect(() => s.getKey(ghost)).toThrow();
    expect(s.unregister(heir)).toBe(key);
  }
  expect(s.getMap()?.size).toBe(0);
});

test("a bare number's new owner is not taken for it: that is Python's KeyError", () => {
  const s = openSelector();
  const [, fd] = leaveGhost(s, true);
  const [heir] = reuseNumbers(fd) as [Socket];
  expect(() => s.register(heir, EVENT_READ)).toThrow(KeyError);
  expect(() => s.register(fd, EVENT_READ)).toThrow(KeyError);
});
