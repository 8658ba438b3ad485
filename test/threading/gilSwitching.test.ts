/**
 * Several threads that want one Gil: Python/ceval_gil.c.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Gil, type GilTraceEvent, getIdent, RuntimeError, sleep } from 'selectors-ts/threading';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fakeClocks } from '../support/fakeClocks.js';
import { Flag, hold, start } from './threads.js';

/** Two or more threads that compute; all that they did. */
function contest(count: number, switches: number): [Gil, GilTraceEvent[]] {
  const gil = new Gil();
  gil.switchInterval = 0.001;
  const trace = gil.trace();
  const present = new Int32Array(new SharedArrayBuffer(4));
  const args = [gil, switches, present, count];
  const threads = Array.from({ length: count }, () => start('compute', args, { gil }));
  for (const thread of threads) thread.join();
  return [gil, trace.stop()];
}

const inOrder = (a: GilTraceEvent, b: GilTraceEvent) => a.startSeconds - b.startSeconds;

test.each([2, 3])(
  '%i threads that compute take turns',
  (count) => {
    const [gil, events] = contest(count, 40);
    const runs = events.filter(({ state }) => state === 'running').sort(inOrder);
    for (const [index, run] of runs.slice(0, -1).entries()) {
      const next = runs[index + 1] as GilTraceEvent;
      expect(next.startSeconds).toBeGreaterThanOrEqual(run.endSeconds);
      // Who is forced off is not the next.
      if (run.forced) expect(next.thread).not.toBe(run.thread);
    }
    expect(runs.filter(({ forced }) => forced).length).toBeGreaterThanOrEqual(40);
    if (count > 2) return;
    for (const { forcedSwitches } of gil.stats().threads)
      expect(forcedSwitches).toBeGreaterThan(15);
  },
  60_000,
);

test('a trace is, for each thread, one state after the other', () => {
  const [gil, events] = contest(2, 10);
  const threads = gil.stats().threads.map(({ ident, name }) => [ident, name]);
  for (const [ident, name] of threads) {
    const its = events.filter(({ thread }) => thread === ident);
    expect(its.length).toBeGreaterThan(0);
    for (const [index, event] of its.entries()) {
      expect(event).toEqual({
        thread: ident,
        name,
        state: expect.stringMatching(/^(running|waiting|blocked)$/),
        startSeconds: expect.any(Number),
        endSeconds: expect.any(Number),
        forced: expect.any(Boolean),
      });
      expect(event.endSeconds).toBeGreaterThanOrEqual(event.startSeconds);
      expect(event.startSeconds).toBeGreaterThanOrEqual(its[index - 1]?.endSeconds ?? 0);
      if (event.forced) {
        expect(event.state).toBe('running');
        expect(its[index + 1]?.state).toBe('waiting');
      }
    }
  }
});

test('a trace tells of what was going on when it began and when it ended', () => {
  const gil = new Gil();
  const letGo = hold(gil);
  const trace = gil.trace();
  expect(gil.acquire(0.001)).toBe(false);
  letGo.set();
  gil.acquire();
  sleep(0.001);
  const events = trace.stop();
  gil.release();
  expect(trace.stop()).toBe(events);
  const mine = events.filter(({ thread }) => thread === getIdent());
  const states = mine.map(({ state }) => state).filter((state) => state !== 'waiting');
  expect(states).toEqual(['running', 'blocked', 'running']);
  expect(mine[0]?.state).toBe('waiting');
  const [first] = events.filter(({ thread }) => thread !== getIdent());
  expect(first).toMatchObject({ state: 'running', startSeconds: 0, forced: false });
});

test('a trace has real seconds where clocks are fakes', () => {
  const gil = new Gil();
  const startNs = process.hrtime.bigint();
  fakeClocks();
  const trace = gil.trace();
  gil.acquire();
  sleep(0.02);
  gil.release();
  const events = trace.stop();
  vi.useRealTimers();
  const tookSeconds = Number(process.hrtime.bigint() - startNs) / 1e9;
  const blocked = events.find(({ state }) => state === 'blocked') as GilTraceEvent;
  expect(blocked.startSeconds).toBeGreaterThanOrEqual(0);
  expect(blocked.endSeconds - blocked.startSeconds).toBeGreaterThanOrEqual(0.02);
  expect(blocked.endSeconds).toBeLessThanOrEqual(tookSeconds);
});

test('a trace ends with the thread that began it', async () => {
  const gil = new Gil();
  const worker = new Worker(
    `import('selectors-ts/threading').then(({ Gil }) => { Gil.from(${gil.handle}).trace(); });`,
    { eval: true },
  );
  await once(worker, 'exit');
  expect(gil.trace().stop()).toEqual([]);
});

test('one trace at a time', () => {
  const gil = new Gil();
  {
    using _trace = gil.trace();
    expect(() => gil.trace()).toThrow(RuntimeError);
  }
  expect(gil.trace().stop()).toEqual([]);
});

test('the time-out of one that waits leaves the others waiting', () => {
  const gil = new Gil();
  gil.switchInterval = 1e-6;
  const letGo = hold(gil);
  const done = new Flag();
  const waiter = start('raiseFlag', [done.memory], { gil });
  for (let i = 0; i < 20; i++) expect(gil.acquire(0.001)).toBe(false);
  letGo.set();
  waiter.join();
  expect(done.isSet).toBe(true);
});

test('checkpoint() by a thread that does not hold it does nothing', () => {
  const gil = new Gil();
  gil.checkpoint();
  hold(gil);
  gil.checkpoint();
  expect(gil.held).toBe(false);
});

test("a worker of Node's own gets it by its handle, and loses it when it ends", async () => {
  const gil = new Gil();
  const ended = new Int32Array(new SharedArrayBuffer(4));
  const source = `
    const { workerData: { handle, how, acquired }, parentPort } = require('node:worker_threads');
    import('selectors-ts/threading').then(({ Gil }) => {
      Gil.from(handle).acquire();
      Atomics.store(acquired, 0, 1);
      Atomics.notify(acquired, 0);
      if (how === 'throws') throw new Error('by intention');
      if (how === 'exits') process.exit(3);
      if (how === 'computes') for (;;);
      if (how === 'waits') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  for (const how of ['returns', 'throws', 'exits', 'computes', 'waits']) {
    Atomics.store(ended, 0, 0);
    const workerData = { handle: gil.handle, how, acquired: ended };
    const worker = new Worker(source, { eval: true, workerData });
    onTestFinished(() => void worker.terminate());
    worker.on('error', () => {});
    Atomics.wait(ended, 0, 0, 20_000);
    const exited = once(worker, 'exit').catch(() => {});
    if (how === 'computes' || how === 'waits') void worker.terminate();
    // Blocked here, this thread is of no help to the one that ends.
    expect(gil.acquire()).toBe(true);
    gil.release();
    await exited;
  }
});
