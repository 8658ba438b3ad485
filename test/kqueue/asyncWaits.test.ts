/**
 * Waits of `KqueueSelector` that leave the thread to Node, over kqueue(2) as it is on each system.
 */
import { EVENT_READ, EVENT_WRITE, KqueueSelector, PollSelector, Waker } from 'selectors-ts';
import { KEvent, KQ_EV_ADD, KQ_FILTER_READ, Kqueue } from 'selectors-ts/select';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makePipe, makeSocketpair, reuseNumbers } from '../support/descriptors.js';
import { isPending } from '../support/isPending.js';
import { onEverySystem } from './systems.js';

const X = Buffer.from('x');

function opened(): KqueueSelector {
  const selector = new KqueueSelector();
  onTestFinished(() => selector.close());
  return selector;
}

/** A selector that watches a pipe whose reader has gone, and has reported that once. */
function openedOverBrokenPipe() {
  const [reader, writer] = makePipe();
  const selector = opened();
  const key = selector.register(writer, EVENT_WRITE);
  reader.close();
  expect(selector.select(null)).toEqual([[key, EVENT_WRITE]]);
  return { selector, writer, key };
}

onEverySystem(() => {
  describe('a pipe whose reader has gone', () => {
    test('ends each selectAsync()', async () => {
      const { selector, key } = openedOverBrokenPipe();
      for (const _ of [1, 2, 3]) expect(await selector.selectAsync()).toEqual([[key, EVENT_WRITE]]);
    });

    test('ends each step of for await', async () => {
      const { selector, key } = openedOverBrokenPipe();
      let steps = 0;
      for await (const ready of selector) {
        expect(ready).toEqual([[key, EVENT_WRITE]]);
        if (++steps === 3) break;
      }
    });

    test('ends a selectAsync() during which it goes', async () => {
      const [reader, writer] = makePipe();
      const selector = opened();
      const [near, far] = makeSocketpair();
      selector.register(near, EVENT_READ);
      fill(writer);
      const key = selector.register(writer, EVENT_WRITE);
      const ready = selector.selectAsync();
      expect(await isPending(ready)).toBe(true);
      reader.close();
      expect(await ready).toEqual([[key, EVENT_WRITE]]);
      far.send(X);
      expect(await selector.selectAsync()).toHaveLength(2);
    });

    test('is not lost to a select() during a pending selectAsync()', async () => {
      const [reader, writer] = makePipe();
      const selector = opened();
      fill(writer);
      const key = selector.register(writer, EVENT_WRITE);
      const ready = selector.selectAsync();
      expect(await isPending(ready)).toBe(true);
      reader.close();
      expect(selector.select(null)).toEqual([[key, EVENT_WRITE]]);
      expect(await ready).toEqual([[key, EVENT_WRITE]]);
    });

    test('is silent once it is closed, and so is the new owner of its number', async () => {
      const { selector, writer, key } = openedOverBrokenPipe();
      writer.close();
      const afterClose = selector.selectAsync();
      expect(await isPending(afterClose)).toBe(true);
      reuseNumbers(key.fd);
      expect(await isPending(afterClose)).toBe(true);
      selector.wakeup();
      expect(await afterClose).toEqual([]);
    });

    test('leaves a selectAsync() waiting once it is unregistered', async () => {
      const { selector, writer } = openedOverBrokenPipe();
      selector.unregister(writer);
      const ready = selector.selectAsync();
      expect(await isPending(ready)).toBe(true);
      selector.close();
      expect(await ready).toEqual([]);
    });

    test('is heard of by a selector that watches the kqueue', async () => {
      const { selector, writer } = openedOverBrokenPipe();
      for (const Outer of [PollSelector, KqueueSelector]) {
        const outer = new Outer();
        onTestFinished(() => outer.close());
        const key = outer.register(selector, EVENT_READ);
        for (const _ of [1, 2]) expect(outer.select(null)).toEqual([[key, EVENT_READ]]);
        expect(await outer.selectAsync()).toEqual([[key, EVENT_READ]]);
      }
      selector.unregister(writer);
      expect(selector.select(0)).toEqual([]);
    });
  });

  test('an outer selector hears of what becomes ready, and of nothing else', async () => {
    const inner = opened();
    const outer = opened();
    const [near, far] = makeSocketpair();
    inner.register(near, EVENT_READ);
    const key = outer.register(inner, EVENT_READ);
    const ready = outer.selectAsync();
    expect(await isPending(ready)).toBe(true);
    far.send(X);
    expect(await ready).toEqual([[key, EVENT_READ]]);
    near.recv(9);
    expect(inner.select(0)).toEqual([]);
    const next = outer.selectAsync();
    expect(await isPending(next)).toBe(true);
    inner.wakeup();
    expect(await next).toEqual([[key, EVENT_READ]]);
    expect(inner.select(null)).toEqual([]);
  });

  test('a select() during a pending selectAsync() leaves it what is still ready', async () => {
    const selector = opened();
    const [near, far] = makeSocketpair();
    const key = selector.register(near, EVENT_READ);
    const ready = selector.selectAsync();
    expect(await isPending(ready)).toBe(true);
    far.send(X);
    expect(selector.select(null)).toEqual([[key, EVENT_READ]]);
    expect(await ready).toEqual([[key, EVENT_READ]]);
    near.recv(9);
    const next = selector.selectAsync();
    expect(await isPending(next)).toBe(true);
    far.send(X);
    expect(selector.select(null)).toEqual([[key, EVENT_READ]]);
    near.recv(9);
    // Nothing is left for it.
    expect(await isPending(next)).toBe(true);
    far.send(X);
    expect(await next).toEqual([[key, EVENT_READ]]);
  });

  test('a change by the raw kqueue during a pending selectAsync() ends it', async () => {
    const selector = opened();
    const [near, far] = makeSocketpair();
    const ready = selector.selectAsync();
    expect(await isPending(ready)).toBe(true);
    const raw = Kqueue.fromfd(selector.fileno());
    raw.control([new KEvent(near, KQ_FILTER_READ, KQ_EV_ADD)], 0);
    far.send(X);
    expect(await ready).toEqual([]);
  });

  test('wake-ups from before, during and after a wait', async () => {
    const selector = opened();
    const waker = Waker.from(selector.waker().handle);
    waker.wakeup();
    expect(await selector.selectAsync()).toEqual([]);
    const ready = selector.selectAsync();
    expect(await isPending(ready)).toBe(true);
    waker.wakeup();
    expect(await ready).toEqual([]);
    waker.wakeup();
    expect(selector.select(null)).toEqual([]);
    expect(await isPending(selector.selectAsync())).toBe(true);
  });

  test('close() during a wait, and in the moment in which something becomes ready', async () => {
    for (const isReady of [false, true]) {
      const selector = opened();
      const [near, far] = makeSocketpair();
      selector.register(near, EVENT_READ);
      const ready = selector.selectAsync();
      expect(await isPending(ready)).toBe(true);
      if (isReady) far.send(X);
      selector.close();
      expect(await ready).toEqual([]);
      // Its number is another kqueue's now, whose events are no business of the first one's.
      const next = opened();
      const [other, peer] = makeSocketpair();
      const key = next.register(other, EVENT_READ);
      peer.send(X);
      expect(await next.selectAsync()).toEqual([[key, EVENT_READ]]);
    }
  });

  test('close() inside for await ends it', async () => {
    const selector = opened();
    const [near] = makeSocketpair();
    selector.register(near, EVENT_WRITE);
    let steps = 0;
    for await (const ready of selector) {
      expect(ready).toHaveLength(1);
      steps++;
      selector.close();
    }
    expect(steps).toBe(1);
  });
});

/** So that the pipe is not ready to be written to. */
function fill(writer: { write(data: string): number }): void {
  try {
    for (;;) writer.write('x'.repeat(2 ** 16));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
}
