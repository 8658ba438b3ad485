/**
 * Several threads that run one function: the Bunch of CPython's lock_tests.py.
 */
import { type Gil, Queue, Thread } from 'selectors-ts/threading';
import { expect } from 'vitest';

/** More than anything here takes, so that a hang is a failure. */
export const LONG_SECONDS = 20;

export class Bunch {
  readonly #threads: Thread[];
  /** What the threads put there. */
  readonly results: Queue<unknown>;

  private constructor(threads: Thread[], results: Queue<unknown>) {
    this.#threads = threads;
    this.results = results;
  }

  /**
   * @param target - needs nothing from outside itself; it gets the queue for results first
   * @param gil - that they run in
   */
  static start<A extends unknown[]>(
    count: number,
    target: (results: Queue<unknown>, ...args: A) => void,
    args: [...A],
    gil: Gil | null = null,
  ): Bunch {
    const results = new Queue();
    const threads = Array.from(
      { length: count },
      () => new Thread({ target: target as never, args: [results, ...args], gil }),
    );
    for (const thread of threads) thread.start();
    return new Bunch(threads, results);
  }

  /** Waits for so many results. */
  take(count: number): unknown[] {
    return Array.from({ length: count }, () => this.results.get(true, LONG_SECONDS));
  }

  /** Waits for the threads to end, and takes what results are left. */
  finish(): unknown[] {
    for (const thread of this.#threads) {
      thread.join(LONG_SECONDS);
      expect(thread.isAlive()).toBe(false);
    }
    return this.take(this.results.qsize());
  }
}

/** Runs a bunch to its end. */
export function run<A extends unknown[]>(
  count: number,
  target: (results: Queue<unknown>, ...args: A) => void,
  ...args: A
): unknown[] {
  return Bunch.start(count, target, args).finish();
}
