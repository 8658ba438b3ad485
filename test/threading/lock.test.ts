/**
 * CPython's Lib/test/lock_tests.py: LockTests and RLockTests.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  Condition,
  Event,
  Lock,
  OverflowError,
  RLock,
  RuntimeError,
  TIMEOUT_MAX,
  ValueError,
} from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { Bunch, run } from './bunch.js';

setFlagsFromString('--expose-gc');
const gc: () => void = runInNewContext('gc');

describe.each([
  ['Lock', Lock],
  ['RLock', RLock],
] as const)('%s', (name, LockType) => {
  test('test_constructor', () => {
    expect(new LockType()).toBeInstanceOf(LockType);
  });

  test('test_repr', () => {
    expect(String(new LockType())).toBe(`<unlocked ${name}>`);
  });

  test('test_locked_repr', () => {
    const lock = new LockType();
    lock.acquire();
    expect(String(lock)).toBe(`<locked ${name}>`);
  });

  test('test_acquire_destroy', () => {
    new LockType().acquire();
    gc();
  });

  test('test_acquire_release', () => {
    const lock = new LockType();
    expect(lock.acquire()).toBe(true);
    expect(lock.locked()).toBe(true);
    expect(lock.release()).toBeUndefined();
    expect(lock.locked()).toBe(false);
  });

  test('test_try_acquire', () => {
    const lock = new LockType();
    expect(lock.acquire(false)).toBe(true);
    lock.release();
  });

  test('test_try_acquire_contended', () => {
    const lock = new LockType();
    lock.acquire();
    expect(run(1, (results, lock) => results.put(lock.acquire(false)), lock)).toEqual([false]);
    lock.release();
  });

  test('test_acquire_contended', () => {
    const lock = new LockType();
    lock.acquire();
    const bunch = Bunch.start(
      5,
      (results, lock) => {
        results.put('waiting');
        lock.acquire();
        results.put('acquired');
        lock.release();
      },
      [lock],
    );
    expect(bunch.take(5)).toEqual(Array(5).fill('waiting'));
    expect(bunch.results.qsize()).toBe(0);
    lock.release();
    expect(bunch.finish()).toEqual(Array(5).fill('acquired'));
  });

  test('test_with', () => {
    const lock = new LockType();
    const acquireElsewhere = () =>
      run(
        1,
        (results, lock) => {
          results.put(lock.acquire(false));
          lock.release();
        },
        lock,
      );
    const withLock = (error: Error | null) => {
      using _ = lock.guard();
      expect(lock.locked()).toBe(true);
      if (error !== null) throw error;
    };
    withLock(null);
    expect(acquireElsewhere()).toEqual([true]);
    expect(() => withLock(new TypeError())).toThrow(TypeError);
    expect(acquireElsewhere()).toEqual([true]);
  });

  test('a guard releases once', () => {
    const lock = new LockType();
    const guard = lock.guard();
    guard[Symbol.dispose]();
    guard[Symbol.dispose]();
    expect(lock.acquire(false)).toBe(true);
  });

  test('test_thread_leak', () => {
    const acquired = run(
      15,
      (results, lock) => {
        results.put(lock.acquire());
        lock.release();
      },
      new LockType(),
    );
    expect(acquired).toEqual(Array(15).fill(true));
  });

  test('test_timeout', () => {
    const lock = new LockType();
    expect(() => lock.acquire(false, 1)).toThrow(
      new ValueError("can't specify a timeout for a non-blocking call"),
    );
    expect(() => lock.acquire(true, -100)).toThrow(
      new ValueError('timeout value must be a non-negative number'),
    );
    expect(() => lock.acquire(true, 1e100)).toThrow(OverflowError);
    expect(() => lock.acquire(true, TIMEOUT_MAX + 1)).toThrow(OverflowError);
    expect(() => lock.acquire(true, Number.NaN)).toThrow(ValueError);
    expect(() => lock.acquire(true, null as never)).toThrow(TypeError);
    expect(() => lock.acquire(1 as never, 1)).toThrow(TypeError);
    expect(lock.locked()).toBe(false);
    expect(lock.acquire(true, TIMEOUT_MAX)).toBe(true);
    lock.release();
    expect(lock.acquire(true, 5)).toBe(true);

    const [acquired, elapsedMs] = run(
      1,
      (results, lock) => {
        const startMs = performance.now();
        results.put(lock.acquire(true, 0.25));
        results.put(performance.now() - startMs);
      },
      lock,
    );
    expect(acquired).toBe(false);
    expect(elapsedMs).toBeGreaterThanOrEqual(250);
  });

  test('test_weakref_exists', () => {
    const lock = new LockType();
    expect(new WeakRef(lock).deref()).toBe(lock);
  });

  test('test_weakref_deleted', async () => {
    const reference = (() => new WeakRef(new LockType()))();
    await new Promise(setImmediate);
    gc();
    expect(reference.deref()).toBeUndefined();
  });
});

describe('Lock', () => {
  test('test_reacquire', () => {
    const lock = new Lock();
    const bunch = Bunch.start(
      1,
      (results, lock) => {
        lock.acquire();
        results.put(1);
        lock.acquire();
        results.put(2);
      },
      [lock],
    );
    expect(bunch.take(1)).toEqual([1]);
    expect(bunch.results.qsize()).toBe(0);
    lock.release();
    expect(bunch.finish()).toEqual([2]);
  });

  test('test_different_thread', () => {
    const lock = new Lock();
    lock.acquire();
    run(1, (_, lock) => lock.release(), lock);
    expect(lock.acquire(false)).toBe(true);
    lock.release();
  });

  test('test_state_after_timeout', () => {
    const lock = new Lock();
    lock.acquire();
    expect(lock.acquire(true, 0.01)).toBe(false);
    lock.release();
    expect(lock.locked()).toBe(false);
    expect(lock.acquire(false)).toBe(true);
  });

  test('cannot be released when it is not locked', () => {
    const lock = new Lock();
    expect(() => lock.release()).toThrow(new RuntimeError('release unlocked lock'));
  });
});

describe('RLock', () => {
  test('test_reacquire', () => {
    const lock = new RLock();
    lock.acquire();
    lock.acquire();
    lock.release();
    lock.acquire();
    lock.release();
    expect(lock.locked()).toBe(true);
    lock.release();
    expect(lock.locked()).toBe(false);
  });

  test('test_release_unacquired', () => {
    const lock = new RLock();
    const error = new RuntimeError('cannot release un-acquired lock');
    expect(() => lock.release()).toThrow(error);
    lock.acquire();
    lock.acquire();
    lock.release();
    lock.acquire();
    lock.release();
    lock.release();
    expect(() => lock.release()).toThrow(error);
  });

  // Python's tests call private methods of the lock, those that its Condition calls.
  test('test_release_save_unacquired', () => {
    const lock = new RLock();
    const condition = new Condition(lock);
    expect(() => condition.wait(0)).toThrow(RuntimeError);
    lock.acquire();
    lock.acquire();
    expect(condition.wait(0)).toBe(false);
    lock.release();
    lock.release();
    expect(() => condition.wait(0)).toThrow(RuntimeError);
  });

  test('test__is_owned', () => {
    const condition = new Condition(new RLock());
    const isOwned = () => {
      try {
        condition.notify();
        return true;
      } catch {
        return false;
      }
    };
    expect(isOwned()).toBe(false);
    condition.acquire();
    expect(isOwned()).toBe(true);
    condition.acquire();
    expect(isOwned()).toBe(true);
    const elsewhere = run(
      1,
      (results, condition) => {
        try {
          condition.notify();
        } catch (error) {
          results.put((error as Error).message);
        }
      },
      condition,
    );
    expect(elsewhere).toEqual(['cannot notify on un-acquired lock']);
    condition.release();
    expect(isOwned()).toBe(true);
    condition.release();
    expect(isOwned()).toBe(false);
  });

  test('test_different_thread', () => {
    const lock = new RLock();
    const mayRelease = new Event();
    const owner = Bunch.start(
      1,
      (results, lock, mayRelease) => {
        lock.acquire();
        results.put('acquired');
        mayRelease.wait();
        lock.release();
      },
      [lock, mayRelease],
    );
    expect(owner.take(1)).toEqual(['acquired']);
    expect(() => lock.release()).toThrow(RuntimeError);
    expect(lock.acquire(false)).toBe(false);
    mayRelease.set();
    owner.finish();
    expect(lock.acquire(false)).toBe(true);
  });
});
