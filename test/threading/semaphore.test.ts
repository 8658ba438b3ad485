/**
 * CPython's Lib/test/lock_tests.py: SemaphoreTests and BoundedSemaphoreTests.
 */
import {
  BoundedSemaphore,
  Lock,
  OverflowError,
  Semaphore,
  ValueError,
} from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { Bunch, run } from './bunch.js';

/** Acquires twice. */
function acquireTwice(results: Bunch['results'], semaphore: Semaphore): void {
  results.put(semaphore.acquire());
  results.put(semaphore.acquire());
}

describe.each([
  ['Semaphore', Semaphore],
  ['BoundedSemaphore', BoundedSemaphore],
] as const)('%s', (_name, SemaphoreType) => {
  test('test_constructor', () => {
    const error = new ValueError('semaphore initial value must be >= 0');
    expect(() => new SemaphoreType(-1)).toThrow(error);
    expect(() => new SemaphoreType(-Number.MAX_SAFE_INTEGER)).toThrow(error);
    expect(() => new SemaphoreType('1' as never)).toThrow(TypeError);
    expect(() => new SemaphoreType(2 ** 31)).toThrow(OverflowError);
    expect(new SemaphoreType()).toBeInstanceOf(Semaphore);
  });

  test('test_acquire', () => {
    const one = new SemaphoreType(1);
    one.acquire();
    one.release();
    const two = new SemaphoreType(2);
    two.acquire();
    two.acquire();
    two.release();
    two.release();
  });

  test('test_acquire_destroy', () => {
    expect(new SemaphoreType().acquire()).toBe(true);
  });

  test('test_acquire_contended', () => {
    const semaphore = new SemaphoreType(7);
    semaphore.acquire();
    const bunch = Bunch.start(10, acquireTwice, [semaphore]);
    expect(bunch.take(6)).toEqual(Array(6).fill(true));
    expect(bunch.results.qsize()).toBe(0);
    for (let i = 0; i < 7; i++) semaphore.release();
    expect(bunch.take(7)).toEqual(Array(7).fill(true));
    expect(bunch.results.qsize()).toBe(0);
    for (let i = 0; i < 6; i++) semaphore.release();
    expect(bunch.take(6)).toEqual(Array(6).fill(true));
    expect(semaphore.acquire(false)).toBe(false);
    semaphore.release();
    expect(bunch.finish()).toEqual([true]);
  });

  test('test_multirelease', () => {
    const semaphore = new SemaphoreType(7);
    semaphore.acquire();
    const bunch = Bunch.start(10, acquireTwice, [semaphore]);
    bunch.take(6);
    semaphore.release(7);
    bunch.take(7);
    expect(bunch.results.qsize()).toBe(0);
    semaphore.release(6);
    bunch.take(6);
    expect(semaphore.acquire(false)).toBe(false);
    semaphore.release();
    expect(bunch.finish()).toEqual([true]);
  });

  test('test_try_acquire', () => {
    const semaphore = new SemaphoreType(2);
    expect([1, 2, 3].map(() => semaphore.acquire(false))).toEqual([true, true, false]);
    semaphore.release();
    expect(semaphore.acquire(false)).toBe(true);
  });

  test('test_try_acquire_contended', () => {
    const semaphore = new SemaphoreType(4);
    semaphore.acquire();
    const results = run(
      5,
      (results, semaphore) => {
        results.put(semaphore.acquire(false));
        results.put(semaphore.acquire(false));
      },
      semaphore,
    );
    expect(results.sort()).toEqual([...Array(7).fill(false), ...Array(3).fill(true)]);
  });

  test('test_acquire_timeout', () => {
    const semaphore = new SemaphoreType(2);
    expect(() => semaphore.acquire(false, 1)).toThrow(
      new ValueError("can't specify timeout for non-blocking acquire"),
    );
    expect(semaphore.acquire(true, 0.005)).toBe(true);
    expect(semaphore.acquire(true, 0.005)).toBe(true);
    expect(semaphore.acquire(true, 0.005)).toBe(false);
    expect(semaphore.acquire(true, -1)).toBe(false);
    semaphore.release();
    expect(semaphore.acquire(true, 0.005)).toBe(true);
    const startMs = performance.now();
    expect(semaphore.acquire(true, 0.2)).toBe(false);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(200);
    expect(() => semaphore.acquire(true, 1e100)).toThrow(OverflowError);
    expect(() => semaphore.acquire(1 as never)).toThrow(TypeError);
  });

  test('test_default_value', () => {
    const semaphore = new SemaphoreType();
    semaphore.acquire();
    const bunch = Bunch.start(
      1,
      (results, semaphore) => {
        results.put('waiting');
        semaphore.acquire();
        semaphore.release();
        results.put('done');
      },
      [semaphore],
    );
    expect(bunch.take(1)).toEqual(['waiting']);
    expect(bunch.results.qsize()).toBe(0);
    semaphore.release();
    expect(bunch.finish()).toEqual(['done']);
  });

  test('test_with', () => {
    const semaphore = new SemaphoreType(2);
    const withSemaphore = (error: Error | null) => {
      using _outer = semaphore.guard();
      expect(semaphore.acquire(false)).toBe(true);
      semaphore.release();
      using _inner = semaphore.guard();
      expect(semaphore.acquire(false)).toBe(false);
      if (error !== null) throw error;
    };
    withSemaphore(null);
    expect(semaphore.acquire(false)).toBe(true);
    semaphore.release();
    expect(() => withSemaphore(new TypeError())).toThrow(TypeError);
    expect(semaphore.acquire(false)).toBe(true);
    semaphore.release();
  });

  test('a release of none', () => {
    const error = new ValueError('n must be one or more');
    expect(() => new SemaphoreType().release(0)).toThrow(error);
    expect(() => new SemaphoreType().release(-1)).toThrow(error);
    expect(() => new SemaphoreType().release(1.5)).toThrow(TypeError);
  });
});

describe('Semaphore', () => {
  test('test_release_unacquired', () => {
    const semaphore = new Semaphore(1);
    semaphore.release();
    semaphore.acquire();
    semaphore.acquire();
    semaphore.release();
  });

  test('test_repr', () => {
    const semaphore = new Semaphore(3);
    expect(String(semaphore)).toBe('<Semaphore: value=3>');
    semaphore.acquire();
    expect(String(semaphore)).toBe('<Semaphore: value=2>');
    semaphore.release(2);
    expect(String(semaphore)).toBe('<Semaphore: value=4>');
  });
});

describe('BoundedSemaphore', () => {
  test('test_release_unacquired', () => {
    const semaphore = new BoundedSemaphore();
    const error = new ValueError('Semaphore released too many times');
    expect(() => semaphore.release()).toThrow(error);
    semaphore.acquire();
    expect(() => semaphore.release(2)).toThrow(error);
    semaphore.release();
    expect(() => semaphore.release()).toThrow(error);
  });

  test('is not found as another kind', () => {
    const { handle } = new BoundedSemaphore(2);
    expect(BoundedSemaphore.from(handle)).toBeInstanceOf(BoundedSemaphore);
    expect(() => Semaphore.from(handle)).toThrow(ValueError);
    expect(() => BoundedSemaphore.from(new Semaphore().handle)).toThrow(ValueError);
    expect(() => Semaphore.from(new Lock().handle)).toThrow(ValueError);
  });
});
