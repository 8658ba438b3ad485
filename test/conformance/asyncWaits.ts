import { setTimeout as sleep } from 'node:timers/promises';
import { EVENT_READ, EVENT_WRITE, RuntimeError, ValueError } from 'selectors-ts';
import { expect, test, vi } from 'vitest';
import { makeSocketpair } from '../support/descriptors.js';
import { fakeClocks } from '../support/fakeClocks.js';
import { isPending } from '../support/isPending.js';
import type { Backend } from './backends.js';
import { opened } from './opened.js';

const X = Buffer.from('x');

export function asyncWaits(backend: Backend): void {
  test('selectAsync() resolves to what select() returns, of what is ready already', async () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const reader = s.register(rd, EVENT_READ | EVENT_WRITE);
    expect(await s.selectAsync()).toEqual([[reader, EVENT_WRITE]]);
    wr.send(X);
    expect(await s.selectAsync()).toEqual([[reader, EVENT_READ | EVENT_WRITE]]);
    expect(await s.selectAsync()).toEqual(s.select());
  });

  test('selectAsync() waits while Node goes on', async () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const key = s.register(rd, EVENT_READ);
    for (let round = 0; round < 3; round++) {
      const ready = s.selectAsync();
      expect(await isPending(ready)).toBe(true);
      wr.send(X);
      expect(await ready).toEqual([[key, EVENT_READ]]);
      expect(rd.recv(9)).toEqual(X);
    }
  });

  test('a time-out of selectAsync() is never cut short', async () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    expect(await s.selectAsync(0)).toEqual([]);
    expect(await s.selectAsync(-1)).toEqual([]);
    for (const timeoutSeconds of [0.0001, 0.0105]) {
      const startMs = performance.now();
      expect(await s.selectAsync(timeoutSeconds)).toEqual([]);
      expect(performance.now() - startMs).toBeGreaterThanOrEqual(timeoutSeconds * 1000);
    }
  });

  test('a selectAsync() is as ever where clocks are fakes', async () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const startNs = process.hrtime.bigint();
    fakeClocks();
    expect(await s.selectAsync(0.02)).toEqual([]);
    const registered = s.selectAsync(3600);
    expect(await isPending(registered)).toBe(true);
    const key = s.register(rd, EVENT_READ);
    wr.send(X);
    expect(await registered).toEqual([[key, EVENT_READ]]);
    rd.recv(9);
    const woken = s.selectAsync();
    expect(await isPending(woken)).toBe(true);
    s.wakeup();
    expect(s.select()).toEqual([]);
    expect(await woken).toEqual([]);
    vi.useRealTimers();
    expect(Number(process.hrtime.bigint() - startNs)).toBeGreaterThanOrEqual(0.02e9);
  });

  test('what is registered, modified or unregistered counts at once', async () => {
    const s = opened(backend);
    const [first] = makeSocketpair();
    const [second, peer] = makeSocketpair();
    s.register(first, EVENT_READ);
    const registered = s.selectAsync();
    expect(await isPending(registered)).toBe(true);
    s.register(second, EVENT_READ, 'second');
    peer.send(X);
    expect((await registered).map(([key]) => key.data)).toEqual(['second']);
    second.recv(9);

    const modified = s.selectAsync();
    expect(await isPending(modified)).toBe(true);
    const key = s.modify(first, EVENT_WRITE, 'first');
    expect(await modified).toEqual([[key, EVENT_WRITE]]);

    s.modify(first, EVENT_READ);
    const unregistered = s.selectAsync();
    expect(await isPending(unregistered)).toBe(true);
    s.unregister(second);
    peer.send(X);
    expect(await isPending(unregistered)).toBe(true);
    s.wakeup();
    expect(await unregistered).toEqual([]);
  });

  test('there is one selectAsync() at a time', async () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const key = s.register(rd, EVENT_READ);
    const ready = s.selectAsync();
    await expect(s.selectAsync()).rejects.toThrow(RuntimeError);
    await expect(s.selectAsync(0)).rejects.toThrow(RuntimeError);
    wr.send(X);
    expect(s.select()).toEqual([[key, EVENT_READ]]);
    expect(await ready).toEqual([[key, EVENT_READ]]);
  });

  test('close() ends a selectAsync() with nothing', async () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    const ready = s.selectAsync();
    expect(await isPending(ready)).toBe(true);
    s.close();
    expect(await ready).toEqual([]);
    await expect(s.selectAsync()).rejects.toThrow(ValueError);
  });

  test('wakeup() ends a selectAsync(), or the next', async () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    const ready = s.selectAsync();
    s.wakeup();
    expect(await ready).toEqual([]);
    s.wakeup();
    expect(await s.selectAsync()).toEqual([]);
    expect(await isPending(s.selectAsync())).toBe(true);
  });

  test('a select() that takes the wakeup ends the pending selectAsync() too', async () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    const ready = s.selectAsync();
    expect(await isPending(ready)).toBe(true);
    s.wakeup();
    expect(s.select()).toEqual([]);
    expect(await ready).toEqual([]);
    expect(await isPending(s.selectAsync())).toBe(true);
  });

  test('what is always ready leaves Node its turns', async () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    const key = s.register(rd, EVENT_WRITE);
    let isOver = false;
    const timer = sleep(5).then(() => {
      isOver = true;
    });
    while (!isOver) expect(await s.selectAsync()).toEqual([[key, EVENT_WRITE]]);
    await timer;
    isOver = false;
    setImmediate(() => {
      isOver = true;
    });
    s.unregister(rd);
    while (!isOver) expect(await s.selectAsync(0)).toEqual([]);
  });

  test('bad arguments of selectAsync() reject', async () => {
    const s = opened(backend);
    await expect(s.selectAsync('1' as never)).rejects.toThrow(TypeError);
    await expect(s.selectAsync(Number.NaN)).rejects.toThrow(ValueError);
    await expect(s.selectAsync(0, { signal: {} as never })).rejects.toThrow(TypeError);
    await expect(s.selectAsync(0, 1 as never)).rejects.toThrow(TypeError);
    expect(await s.selectAsync(0)).toEqual([]);
  });
}
