/**
 * The rules of the Gil.
 */
import {
  Gil,
  type GilStats,
  OverflowError,
  RuntimeError,
  sleep,
  Thread,
  ValueError,
} from 'selectors-ts/threading';
import { afterEach, describe, expect, test } from 'vitest';
import { answerOf, Flag, hold, start } from './threads.js';

const held: Gil[] = [];

function acquired(gil = new Gil()): Gil {
  gil.acquire();
  held.push(gil);
  return gil;
}

afterEach(() => {
  for (const gil of held.splice(0)) if (gil.held) gil.release();
});

describe('acquire() and release()', () => {
  test('the thread that has acquired it holds it', () => {
    const gil = new Gil();
    expect([gil.held, gil.locked]).toEqual([false, false]);
    expect(gil.acquire()).toBe(true);
    expect([gil.held, gil.locked]).toEqual([true, true]);
    gil.release();
    expect([gil.held, gil.locked]).toEqual([false, false]);
  });

  test('acquire() by the holder is a RuntimeError that changes nothing', () => {
    const gil = acquired();
    for (const timeout of [null, 0, 1]) expect(() => gil.acquire(timeout)).toThrow(RuntimeError);
    expect(() => gil.acquire()).toThrow('this thread holds the Gil already');
    expect(gil.held).toBe(true);
  });

  test('release() by a thread that does not hold it is a RuntimeError', () => {
    const gil = new Gil();
    expect(() => gil.release()).toThrow(RuntimeError);
    hold(gil);
    expect(() => gil.release()).toThrow('this thread does not hold the Gil');
    expect([gil.held, gil.locked]).toEqual([false, true]);
  });

  test('a thread holds one Gil at a time', () => {
    acquired();
    const other = new Gil();
    expect(() => other.acquire()).toThrow('this thread holds another Gil');
    expect(() => other.run(() => {})).toThrow(RuntimeError);
    expect(other.locked).toBe(false);
  });

  test('the time can be up before', () => {
    const gil = new Gil();
    const letGo = hold(gil);
    for (const timeout of [0, -1, 0.01]) expect(gil.acquire(timeout)).toBe(false);
    expect(gil.held).toBe(false);
    letGo.set();
    expect(gil.acquire(1e6)).toBe(true);
    gil.release();
  });

  test.each([
    ['text', TypeError],
    [Number.NaN, ValueError],
    [Number.POSITIVE_INFINITY, OverflowError],
    [1e300, OverflowError],
  ])('%s is no time-out', (timeout, ErrorClass) => {
    expect(() => new Gil().acquire(timeout as never)).toThrow(ErrorClass);
  });

  test('all objects of a Gil are the same lock', () => {
    const gil = acquired();
    const same = Gil.from(gil.handle);
    expect(same.handle).toBe(gil.handle);
    expect(same.held).toBe(true);
    expect(() => same.acquire()).toThrow('the Gil already');
    same.checkpoint();
    expect(same.allowThreads(() => gil.held)).toBe(false);
    same.release();
    expect(gil.held).toBe(false);
    expect(Gil.shared).toBe(Gil.shared);
    expect(Gil.from(Gil.shared.handle).run(() => Gil.shared.held)).toBe(true);
  });

  test.each([
    ['1', TypeError],
    [1.5, TypeError],
    [0, Error],
    [2 ** 52, ValueError],
  ])('%s is no handle', (handle, ErrorClass) => {
    expect(() => Gil.from(handle as never)).toThrow(ErrorClass);
  });

  test('the number of another object is no handle', () => {
    const thread = new Thread();
    thread.start();
    thread.join();
    expect(() => Gil.from(thread.ident as number)).toThrow(ValueError);
  });

  test('it stays held by a thread that keeps no object of it', async () => {
    const { runFixture } = await import('../support/fixture.js');
    const { stdout } = await runFixture('test/threading/fixtures/forgottenGil.mjs');
    expect(JSON.parse(stdout)).toEqual({ held: false, locked: false, stillHolds: true });
  });
});

describe('run()', () => {
  test('nests, and returns what the function does', () => {
    const gil = new Gil();
    const inner = gil.run(() => gil.run(() => [gil.held, gil.run(() => 'x')]));
    expect(inner).toEqual([true, 'x']);
    expect(gil.locked).toBe(false);
  });

  test('releases when the function throws, and does not when it was held before', () => {
    const gil = new Gil();
    const fail = () => {
      throw new RangeError('inside');
    };
    expect(() => gil.run(fail)).toThrow('inside');
    expect(gil.locked).toBe(false);
    acquired(gil);
    expect(() => gil.run(fail)).toThrow('inside');
    expect(gil.held).toBe(true);
  });

  test('of a function that returns a promise is a TypeError', async () => {
    const gil = new Gil();
    for (const promise of [async () => 1, () => Promise.reject(new Error('lost'))]) {
      expect(() => gil.run(promise)).toThrow(TypeError);
      expect(gil.locked).toBe(false);
      acquired(gil);
      expect(() => gil.allowThreads(promise)).toThrow('synchronous');
      expect(gil.held).toBe(true);
      gil.release();
    }
  });

  test('minds no release() within', () => {
    const gil = new Gil();
    gil.run(() => gil.release());
    expect(gil.locked).toBe(false);
  });

  test.each([undefined, null, 1, 'fn', {}])('%s is no function', (fn) => {
    expect(() => new Gil().run(fn as never)).toThrow(TypeError);
    expect(() => new Gil().allowThreads(fn as never)).toThrow(TypeError);
  });
});

describe('allowThreads()', () => {
  test('gives it up and takes it back, also when the function throws', () => {
    const gil = acquired();
    expect(gil.allowThreads(() => [gil.held, gil.locked])).toEqual([false, false]);
    expect(gil.held).toBe(true);
    const fail = () => {
      throw new RangeError('outside');
    };
    expect(() => gil.allowThreads(fail)).toThrow('outside');
    expect(gil.held).toBe(true);
  });

  test('lets another thread in', () => {
    const gil = acquired();
    const done = new Flag();
    start('raiseFlag', [done.memory], { gil });
    expect(done.isSet).toBe(false);
    gil.allowThreads(() => done.wait());
    expect([done.isSet, gil.held]).toEqual([true, true]);
  });

  test('nests with run()', () => {
    const gil = new Gil();
    const inside = gil.run(() => gil.allowThreads(() => gil.run(() => gil.held)));
    expect(inside).toBe(true);
    expect(gil.locked).toBe(false);
  });

  test('by a thread that does not hold it is a RuntimeError', () => {
    expect(() => new Gil().allowThreads(() => {})).toThrow(RuntimeError);
  });

  test('the function may come to hold it, but not another', () => {
    const gil = acquired();
    gil.allowThreads(() => gil.acquire());
    expect(gil.held).toBe(true);
    const other = new Gil();
    held.push(other);
    expect(() => gil.allowThreads(() => other.acquire())).toThrow(RuntimeError);
    expect([gil.held, other.held]).toEqual([false, true]);
  });
});

describe('switchInterval', () => {
  test('is 5 ms at first, and the same for all', () => {
    const gil = new Gil();
    expect(gil.switchInterval).toBe(0.005);
    gil.switchInterval = 0.25;
    expect(Gil.from(gil.handle).switchInterval).toBe(0.25);
    gil.switchInterval = 1e-9;
    expect(gil.switchInterval).toBe(1e-9);
    expect(new Gil().switchInterval).toBe(0.005);
  });

  test.each([
    [0, ValueError],
    [-1, ValueError],
    [Number.NaN, ValueError],
    [1e7, OverflowError],
    [Number.POSITIVE_INFINITY, OverflowError],
    ['1', TypeError],
    [null, TypeError],
  ])('cannot be %s', (seconds, ErrorClass) => {
    const gil = new Gil();
    expect(() => {
      gil.switchInterval = seconds as never;
    }).toThrow(ErrorClass);
    expect(gil.switchInterval).toBe(0.005);
  });
});

describe('stats()', () => {
  test('count acquisitions and voluntary switches, per thread and together', () => {
    const gil = new Gil();
    expect(gil.stats()).toMatchObject({ acquisitions: 0, heldSeconds: 0, threads: [] });
    for (let i = 0; i < 3; i++) gil.run(() => {});
    answerOf('holds', [gil], { gil, name: 'second' });
    gil.run(() => {});
    const { threads, ...sums } = gil.stats();
    expect(threads.map(({ name, acquisitions }) => [name, acquisitions])).toEqual([
      ['MainThread', 4],
      ['second', expect.any(Number)],
    ]);
    // From the main thread to the other one, and back.
    expect(threads.map(({ voluntarySwitches }) => voluntarySwitches)).toEqual([1, 1]);
    expect(sums).toMatchObject({ voluntarySwitches: 2, forcedSwitches: 0 });
    const total = (of: keyof GilStats['threads'][0]) =>
      threads.reduce((sum, thread) => sum + Number(thread[of]), 0);
    for (const of of ['acquisitions', 'heldSeconds', 'waitedSeconds'] as const) {
      expect(sums[of]).toBeCloseTo(total(of), 9);
    }
  });

  test('seconds held go on while it is held, and not while it is given up', () => {
    const gil = acquired();
    const before = gil.stats().heldSeconds;
    const start = performance.now();
    while (performance.now() < start + 20);
    const inBetween = gil.stats().heldSeconds;
    expect(inBetween - before).toBeGreaterThan(0.019);
    gil.release();
    const after = gil.stats().heldSeconds;
    sleep(0.01);
    expect(gil.stats().heldSeconds).toBeLessThan(after + 0.009);
  });

  test('seconds waited are those of who waited', () => {
    const gil = new Gil();
    hold(gil);
    gil.acquire(0.03);
    const [holder, waiter] = gil.stats().threads;
    expect(holder?.waitedSeconds).toBeLessThan(0.03);
    expect(waiter?.waitedSeconds).toBeGreaterThan(0.029);
    expect(waiter?.acquisitions).toBe(0);
  });
});
