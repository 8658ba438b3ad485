/**
 * CPython's Lib/test/lock_tests.py: EventTests.
 */
import { Event, OverflowError } from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { Bunch, run } from './bunch.js';

const N = 5;

describe('Event', () => {
  test('test_is_set', () => {
    const event = new Event();
    expect(event.isSet()).toBe(false);
    event.set();
    expect(event.isSet()).toBe(true);
    event.set();
    expect(event.isSet()).toBe(true);
    event.clear();
    expect(event.isSet()).toBe(false);
    event.clear();
    expect(event.isSet()).toBe(false);
  });

  test('test_notify', () => {
    const event = new Event();
    for (let time = 0; time < 2; time++) {
      const bunch = Bunch.start(
        N,
        (results, event) => {
          results.put('waiting');
          results.put(event.wait());
          results.put(event.wait());
        },
        [event],
      );
      expect(bunch.take(N)).toEqual(Array(N).fill('waiting'));
      expect(bunch.results.qsize()).toBe(0);
      event.set();
      expect(bunch.finish()).toEqual(Array(2 * N).fill(true));
      event.clear();
    }
  });

  test('test_timeout', () => {
    const event = new Event();
    const target = (results: Bunch['results'], event: Event) => {
      results.put(event.wait(0));
      const startMs = performance.now();
      results.put(event.wait(0.2));
      results.put(performance.now() - startMs);
    };
    const [atOnce, later, elapsedMs] = run(1, target, event);
    expect([atOnce, later]).toEqual([false, false]);
    expect(elapsedMs).toBeGreaterThanOrEqual(200);
    event.set();
    expect(run(N, target, event).filter((result) => result === true)).toHaveLength(2 * N);
  });

  test('times that are none', () => {
    const event = new Event();
    expect(event.wait(-1)).toBe(false);
    expect(() => event.wait(1e100)).toThrow(OverflowError);
    expect(() => event.wait('1' as never)).toThrow(TypeError);
  });

  // There, time is given for the threads to wait; here, it is set and cleared until all have seen it.
  test('test_set_and_clear', () => {
    const event = new Event();
    const bunch = Bunch.start(N, (results, event) => results.put(event.wait()), [event]);
    while (bunch.results.qsize() < N) {
      event.set();
      event.clear();
    }
    expect(bunch.finish()).toEqual(Array(N).fill(true));
  });

  test('test_repr', () => {
    const event = new Event();
    expect(String(event)).toBe('<Event: unset>');
    event.set();
    expect(String(event)).toBe('<Event: set>');
  });
});
