import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { EVENT_READ, EVENT_WRITE, Waker } from 'selectors-ts';
import { expect, onTestFinished, test } from 'vitest';
import { makeSocketpair } from '../support/descriptors.js';
import type { Backend } from './backends.js';
import { opened } from './opened.js';

/** Wakes a selector again and again, in a thread of its own, until the test ends. */
async function wakeFromThread(handle: number): Promise<void> {
  const url = pathToFileURL(createRequire(import.meta.url).resolve('selectors-ts'));
  const nagger = new Worker(
    `const { workerData, parentPort } = require('node:worker_threads');
     import(workerData.url).then(({ Waker }) => {
       const waker = Waker.from(workerData.handle);
       parentPort.postMessage('ready');
       setInterval(() => waker.wakeup(), 1);
     });`,
    { eval: true, workerData: { handle, url: url.href } },
  );
  onTestFinished(async () => {
    await nagger.terminate();
  });
  await new Promise((resolve) => nagger.once('message', resolve));
}

export function wakeups(backend: Backend): void {
  test('wakeup() before select() has it return at once, once', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    s.wakeup();
    s.wakeup();
    expect(s.select(null)).toEqual([]);
    expect(s.select(0)).toEqual([]);
    s.wakeup();
    expect(s.select(null)).toEqual([]);
  });

  test('a wakeup brings what is ready too', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const key = s.register(rd, EVENT_READ);
    wr.send(Buffer.from('x'));
    s.wakeup();
    expect(s.select(null)).toEqual([[key, EVENT_READ]]);
    expect(rd.recv(1)).toEqual(Buffer.from('x'));
    expect(s.select(0)).toEqual([]);
  });

  test('a wakeup ends a wait with nothing registered', () => {
    const s = opened(backend);
    s.wakeup();
    expect(s.select(null)).toEqual([]);
  });

  test('another thread ends a wait', async () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    await wakeFromThread(s.waker().handle);
    expect(s.select(null)).toEqual([]);
  });

  test('the waker is no key', () => {
    const s = opened(backend);
    const { handle } = s.waker();
    expect(s.getMap()?.size).toBe(0);
    expect(s.waker().handle).toBe(handle);
    const [rd, wr] = makeSocketpair();
    s.register(rd, EVENT_READ);
    s.modify(rd, EVENT_READ | EVENT_WRITE);
    s.unregister(rd);
    wr.close();
    expect([...(s.getMap() ?? [])]).toEqual([]);
    s.wakeup();
    expect(s.select(null)).toEqual([]);
  });

  test('after close() a wakeup does nothing', () => {
    const s = opened(backend);
    const waker = s.waker();
    const posted = Waker.from(waker.handle);
    s.close();
    waker.wakeup();
    posted.wakeup();
    s.wakeup();
    expect(() => s.waker()).toThrow('closed');
  });
}
