/**
 * CPython's Lib/test/lock_tests.py: ConditionTests.
 */
import { Condition, Lock, OverflowError, RuntimeError } from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { Bunch, run } from './bunch.js';

const N = 5;

/** Waits twice; whoever has the lock after it said so knows that it waits. */
function waitTwice(results: Bunch['results'], condition: Condition): void {
  for (const time of ['first', 'second']) {
    condition.acquire();
    results.put('ready');
    const notified = condition.wait();
    condition.release();
    results.put([time, notified]);
  }
}

function notify(condition: Condition, count: number): void {
  using _ = condition.guard();
  condition.notify(count);
}

/**
 * Has one thread wait for a number to be 4 that another counts up to `count`.
 *
 * @returns what `waitFor()` has, the number then, and how long it took
 */
function waitForFour(count: number, timeoutSeconds: number | null): [boolean, number, number] {
  const condition = new Condition();
  const state = new Int32Array(new SharedArrayBuffer(4));
  const bunch = Bunch.start(
    1,
    (results, condition, state, timeoutSeconds) => {
      condition.acquire();
      results.put('ready');
      const startMs = performance.now();
      const result = condition.waitFor(() => state[0] === 4, timeoutSeconds);
      results.put([result, state[0], performance.now() - startMs]);
      condition.release();
    },
    [condition, state, timeoutSeconds],
  );
  bunch.take(1);
  for (let i = 0; i < count; i++) {
    using _ = condition.guard();
    state[0]!++;
    condition.notify();
  }
  return bunch.finish()[0] as [boolean, number, number];
}

/** What has been taken, sorted. */
function sorted(results: unknown[]): string[] {
  return results.map(String).sort();
}

describe('Condition', () => {
  test('test_acquire', () => {
    const reentrant = new Condition();
    reentrant.acquire();
    reentrant.acquire();
    reentrant.release();
    reentrant.release();
    const lock = new Lock();
    const condition = new Condition(lock);
    condition.acquire();
    expect(lock.acquire(false)).toBe(false);
    condition.release();
    expect(lock.acquire(false)).toBe(true);
    expect(condition.acquire(false)).toBe(false);
    lock.release();
    using _ = condition.guard();
    expect(lock.acquire(false)).toBe(false);
  });

  test('test_unacquired_wait', () => {
    for (const lock of [null, new Lock()]) {
      const error = new RuntimeError('cannot wait on un-acquired lock');
      expect(() => new Condition(lock).wait()).toThrow(error);
    }
  });

  test('test_unacquired_notify', () => {
    for (const lock of [null, new Lock()]) {
      const condition = new Condition(lock);
      const error = new RuntimeError('cannot notify on un-acquired lock');
      expect(() => condition.notify()).toThrow(error);
      expect(() => condition.notifyAll()).toThrow(error);
    }
  });

  test('test_notify', () => {
    const condition = new Condition();
    for (let time = 0; time < 2; time++) {
      const bunch = Bunch.start(N, waitTwice, [condition]);
      bunch.take(N);
      notify(condition, 3);
      // Three have been woken, and wait again.
      const woken = sorted(bunch.take(6));
      expect(woken).toEqual([...Array(3).fill('first,true'), ...Array(3).fill('ready')]);
      // Of the five that wait now, two wait for the first time.
      notify(condition, 5);
      const all = sorted(bunch.take(7));
      expect(all).toEqual([
        ...Array(2).fill('first,true'),
        ...Array(2).fill('ready'),
        ...Array(3).fill('second,true'),
      ]);
      notify(condition, N);
      expect(sorted(bunch.finish())).toEqual(Array(2).fill('second,true'));
    }
  });

  test('those that wait longest are notified first', () => {
    const condition = new Condition();
    const bunches = [1, 2, 3].map((id) => {
      const bunch = Bunch.start(
        1,
        (results, condition, id) => {
          condition.acquire();
          results.put('ready');
          condition.wait();
          condition.release();
          results.put(id);
        },
        [condition, id],
      );
      bunch.take(1);
      return bunch;
    });
    for (const [index, bunch] of bunches.entries()) {
      notify(condition, 1);
      expect(bunch.take(1)).toEqual([index + 1]);
      bunch.finish();
    }
  });

  test('notifying nobody, or everybody, is remembered by nobody', () => {
    const condition = new Condition();
    notify(condition, 0);
    notify(condition, -1);
    notify(condition, 3);
    using _ = condition.guard();
    condition.notifyAll();
    expect(condition.wait(0)).toBe(false);
  });

  test('a wait takes an RLock back as often as it was acquired', () => {
    const condition = new Condition();
    condition.acquire();
    condition.acquire();
    const other = Bunch.start(
      1,
      (_, condition) => {
        condition.acquire();
        condition.notify();
        condition.release();
      },
      [condition],
    );
    expect(condition.wait(20)).toBe(true);
    other.finish();
    condition.release();
    condition.notify();
    condition.release();
    expect(() => condition.release()).toThrow(RuntimeError);
  });

  test('test_timeout', () => {
    const results = run(
      N,
      (results, condition) => {
        condition.acquire();
        const startMs = performance.now();
        const notified = condition.wait(0.2);
        const elapsedMs = performance.now() - startMs;
        condition.release();
        results.put([notified, elapsedMs >= 200]);
      },
      new Condition(),
    );
    expect(results).toEqual(Array(N).fill([false, true]));
  });

  test('times that are none', () => {
    const condition = new Condition();
    using _ = condition.guard();
    expect(condition.wait(-1)).toBe(false);
    expect(() => condition.wait(1e100)).toThrow(OverflowError);
    expect(() => condition.wait('1' as never)).toThrow(TypeError);
    expect(() => condition.notify(0.5)).toThrow(TypeError);
    condition.notify();
  });

  test('test_waitfor', () => {
    const [result, state] = waitForFour(4, null);
    expect([result, state]).toEqual([true, 4]);
  });

  test('test_waitfor_timeout', () => {
    const [result, , elapsedMs] = waitForFour(3, 0.2);
    expect(result).toBe(false);
    expect(elapsedMs).toBeGreaterThanOrEqual(200);
  });

  test.each([Number.NaN, true, '1'])('waitFor takes no time-out of %j', (timeout) => {
    const condition = new Condition();
    using _ = condition.guard();
    expect(() => condition.waitFor(() => true, timeout as number)).toThrow(/timeout/);
  });

  test('waitFor returns what the function returns', () => {
    const condition = new Condition();
    using _ = condition.guard();
    expect(condition.waitFor(() => 'yes')).toBe('yes');
    const answers = ['', 0, null];
    expect(condition.waitFor(() => answers.pop(), 0)).toBe(0);
    expect(() => condition.waitFor(() => false, 1e100)).toThrow(OverflowError);
    expect(() => new Condition().waitFor(() => false)).toThrow(RuntimeError);
  });

  test('is of a Lock or RLock', () => {
    expect(() => new Condition(5 as never)).toThrow(TypeError);
    expect(() => new Condition(new Condition() as never)).toThrow(TypeError);
    expect(String(new Condition(new Lock()))).toBe('<Condition(<unlocked Lock>)>');
  });
});
