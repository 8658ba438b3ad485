/**
 * CPython's Lib/test/lock_tests.py: BarrierTests.
 */
import {
  Barrier,
  BrokenBarrierError,
  OverflowError,
  RuntimeError,
  ValueError,
} from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { Bunch, LONG_SECONDS, run } from './bunch.js';

const N = 5;

function newBarrier(): Barrier {
  return new Barrier(N, null, LONG_SECONDS);
}

/** Passes the barrier so often, and says what was counted before and after. */
function multipass(
  results: Bunch['results'],
  barrier: Barrier,
  counts: Int32Array<SharedArrayBuffer>,
  passes: number,
): void {
  for (let pass = 0; pass < passes; pass++) {
    Atomics.add(counts, 0, 1);
    results.put(Atomics.load(counts, 1) === pass * barrier.parties);
    barrier.wait();
    Atomics.add(counts, 1, 1);
    results.put(Atomics.load(counts, 0) === (pass + 1) * barrier.parties);
    barrier.wait();
  }
}

function sharedCounts(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(8));
}

/** Breaks the barrier in one thread while the others wait. */
function breakIt(results: Bunch['results'], barrier: Barrier, how: 'abort' | 'reset'): void {
  try {
    if (barrier.wait() === 2) {
      if (how === 'reset') while (barrier.nWaiting < barrier.parties - 1);
      barrier[how]();
      return;
    }
    barrier.wait();
    results.put('passed');
  } catch (error) {
    results.put((error as Error).name);
  }
}

describe('Barrier', () => {
  test('test_constructor', () => {
    const error = new ValueError('parties must be > 0');
    expect(() => new Barrier(0)).toThrow(error);
    expect(() => new Barrier(-1)).toThrow(error);
    expect(() => new Barrier('2' as never)).toThrow(TypeError);
    expect(() => new Barrier(2 ** 31)).toThrow(OverflowError);
    expect(() => new Barrier(2, 5 as never)).toThrow(TypeError);
    expect(() => new Barrier(2, null, Number.NaN)).toThrow(ValueError);
  });

  test.each([
    ['test_barrier', 1],
    ['test_barrier_10', 10],
  ])('%s', (_name, passes) => {
    const barrier = newBarrier();
    const results = run(N, multipass, barrier, sharedCounts(), passes);
    expect(results).toEqual(Array(2 * N * passes).fill(true));
    expect([barrier.nWaiting, barrier.broken]).toEqual([0, false]);
  });

  test('test_wait_return', () => {
    const places = run(N, (results, barrier) => results.put(barrier.wait()), newBarrier());
    expect(places.sort()).toEqual([0, 1, 2, 3, 4]);
  });

  test('test_action', () => {
    const counts = sharedCounts();
    const results = run(
      N,
      (results, barrier, counts) => {
        const Class = barrier.constructor as typeof Barrier;
        const withAction = Class.from(barrier.handle, () => {
          Atomics.add(counts, 0, 1);
        });
        withAction.wait();
        results.put(Atomics.load(counts, 0));
      },
      newBarrier(),
      counts,
    );
    expect(results).toEqual(Array(N).fill(1));
  });

  test('an action that fails breaks the barrier, and its error is that of its thread alone', () => {
    const results = run(
      2,
      (results, barrier) => {
        const Class = barrier.constructor as typeof Barrier;
        const withAction = Class.from(barrier.handle, () => {
          throw new RangeError('from the action');
        });
        try {
          withAction.wait();
        } catch (error) {
          results.put((error as Error).name);
        }
      },
      new Barrier(2),
    );
    expect(results.sort()).toEqual(['BrokenBarrierError', 'RangeError']);
  });

  test('an action cannot wait at its own barrier', () => {
    const barrier: Barrier = new Barrier(1, () => barrier.wait());
    expect(() => barrier.wait()).toThrow(RuntimeError);
    expect(barrier.broken).toBe(true);
  });

  test('an action may use the barrier', () => {
    const seen: unknown[] = [];
    const barrier: Barrier = new Barrier(1, () => {
      seen.push(barrier.broken, barrier.nWaiting);
      barrier.abort();
    });
    expect(() => barrier.wait()).toThrow(BrokenBarrierError);
    expect(seen).toEqual([false, 1]);
  });

  test('test_abort', () => {
    const barrier = newBarrier();
    expect(run(N, breakIt, barrier, 'abort')).toEqual(Array(N - 1).fill('BrokenBarrierError'));
    expect(barrier.broken).toBe(true);
  });

  test('test_reset', () => {
    const barrier = newBarrier();
    expect(run(N, breakIt, barrier, 'reset')).toEqual(Array(N - 1).fill('BrokenBarrierError'));
    expect(barrier.broken).toBe(false);
    const places = run(N, (results, barrier) => results.put(barrier.wait()), barrier);
    expect(places).toHaveLength(N);
  });

  test('test_abort_and_reset', () => {
    const barrier = newBarrier();
    const results = run(
      N,
      (results, barrier, other) => {
        try {
          if (barrier.wait() === 2) throw new RangeError();
          barrier.wait();
          results.put('passed');
        } catch (error) {
          if (error instanceof RangeError) barrier.abort();
          results.put((error as Error).name);
        }
        if (other.wait() === 2) barrier.reset();
        other.wait();
        barrier.wait();
        results.put('again');
      },
      barrier,
      newBarrier(),
    );
    expect(results.sort()).toEqual([
      ...Array(4).fill('BrokenBarrierError'),
      'RangeError',
      ...Array(N).fill('again'),
    ]);
  });

  // There, one thread is late; here, it does not come before the others have given up.
  test('test_timeout', () => {
    const results = run(
      N,
      (results, barrier) => {
        const isLate = barrier.wait() === 2;
        while (isLate && !barrier.broken);
        const startMs = performance.now();
        try {
          barrier.wait(0.2);
        } catch (error) {
          results.put((error as Error).name);
        }
        if (!isLate) return;
        results.put(performance.now() - startMs < 200);
      },
      newBarrier(),
    );
    expect(results.map(String).sort()).toEqual([...Array(N).fill('BrokenBarrierError'), 'true']);
  });

  test('test_default_timeout', () => {
    const barrier = new Barrier(2, null, 0.1);
    const startMs = performance.now();
    expect(() => barrier.wait()).toThrow(BrokenBarrierError);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(100);
  });

  test('times that are none', () => {
    const barrier = new Barrier(2);
    expect(() => barrier.wait(1e100)).toThrow(OverflowError);
    expect(() => barrier.wait('1' as never)).toThrow(TypeError);
    expect(barrier.broken).toBe(false);
    expect(() => barrier.wait(-1)).toThrow(BrokenBarrierError);
    barrier.reset();
    expect(() => barrier.wait(0)).toThrow(BrokenBarrierError);
  });

  test('test_single_thread', () => {
    const barrier = new Barrier(1);
    expect([barrier.wait(), barrier.wait()]).toEqual([0, 0]);
  });

  test('test_repr', () => {
    const barrier = new Barrier(3);
    expect(String(barrier)).toBe('<Barrier: waiters=0/3>');
    const bunch = Bunch.start(2, (_, barrier) => barrier.wait(20), [barrier]);
    while (barrier.nWaiting < 2);
    expect(String(barrier)).toBe('<Barrier: waiters=2/3>');
    barrier.wait(LONG_SECONDS);
    bunch.finish();
    expect(String(barrier)).toBe('<Barrier: waiters=0/3>');
    barrier.abort();
    expect(String(barrier)).toBe('<Barrier: broken>');
  });
});
