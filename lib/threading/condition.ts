/**
 * Condition variables: CPython's Lib/threading.py.
 */
import { addon } from '../addon/index.js';
import { checkedInt, INT_MAX } from '../arguments/index.js';
import { describe, RuntimeError } from '../errors/index.js';
import { indexOf, Kind, NUMBER, SharedObject } from '../handles/index.js';
import { TEXT } from '../opaque/index.js';
import { nowMs, wait } from '../wait/index.js';
import { Guard } from './guard.js';
import { AnyLock, type Lock, lockOf, RLock } from './lock.js';
import { timeoutMsOf } from './timeouts.js';

/** One of the addon's outcomes. */
const NOTIFIED = 2;

/**
 * Lets threads wait until another tells them that something has changed. Python's
 * `threading.Condition`: they are notified in the order in which they began to wait, and no wait ends
 * without reason. If a notified thread ends before it resumes, the next waiter is notified.
 */
export class Condition extends SharedObject {
  readonly #index: number;
  readonly #lock: AnyLock;

  /**
   * @param lock - a Lock or RLock; a new RLock if left out
   * @throws TypeError for anything else
   */
  constructor(lock: Lock | RLock | null = null) {
    let own: AnyLock | undefined;
    super(conditions, () => {
      own = lock ?? new RLock();
      if (!(own instanceof AnyLock)) {
        throw new TypeError(`lock must be a Lock or RLock, not ${describe(lock)}`);
      }
      return addon.conditionCreate(indexOf(own));
    });
    // Known by its number from now on, if there is another object of this condition's.
    void own?.[NUMBER];
    this.#index = indexOf(this);
    this.#lock = own ?? lockOf(addon.conditionLock(this.#index));
  }

  /**
   * The same condition as another thread's, with its lock.
   *
   * @param handle - what `handle` was there
   * @throws TypeError, OverflowError if it cannot be a handle
   * @throws ValueError if there is no such Condition
   */
  static from(handle: number): Condition {
    return conditions.from(handle);
  }

  /** `acquire()` of the lock. */
  acquire(blocking = true, timeout = -1): boolean {
    return this.#lock.acquire(blocking, timeout);
  }

  /** `release()` of the lock. */
  release(): void {
    this.#lock.release();
  }

  /**
   * Acquires its lock, and releases it at the end of the block: `using _ = condition.guard()`. Plain JavaScript has no
   * `using` in Node 20 and 22: there `condition.acquire()` goes before `try { … } finally { condition.release(); }`.
   */
  guard(): Disposable {
    void this.#index;
    return new Guard(this);
  }

  /**
   * Releases the lock, waits to be notified, and acquires the lock again.
   *
   * @param timeout - seconds; null for any time. The lock may take longer to come back
   * @returns false if the time was up before
   * @throws RuntimeError if the lock is not acquired
   */
  wait(timeout: number | null = null): boolean {
    const timeoutMs = timeoutMsOf(timeout);
    const index = this.#index;
    if (addon.conditionEnter(index) < 0) throw new RuntimeError('cannot wait on un-acquired lock');
    let outcome = 0;
    try {
      wait((sliceMs) => addon.conditionWait(index, sliceMs), timeoutMs);
    } finally {
      const leave = (sliceMs: number) => addon.conditionLeave(index, sliceMs);
      outcome = leave(0) || wait(leave, Number.POSITIVE_INFINITY);
    }
    return outcome === NOTIFIED;
  }

  /**
   * Waits until a function returns something true; it is called with the lock acquired.
   *
   * @param timeout - seconds; null for any time
   * @returns what the function has returned last
   * @throws RuntimeError if the lock is not acquired
   * @throws TypeError, ValueError, OverflowError for a time-out that is none
   */
  waitFor<T>(predicate: () => T, timeout: number | null = null): T {
    void this.#index;
    timeoutMsOf(timeout);
    let deadlineMs: number | null = null;
    let leftSeconds = timeout;
    let hasWaited = false;
    let result = predicate();
    while (!result) {
      if (leftSeconds !== null) {
        const atMs = nowMs();
        deadlineMs ??= atMs + leftSeconds * 1000;
        leftSeconds = (deadlineMs - atMs) / 1000;
        // Even without any time it is released once.
        if (leftSeconds <= 0 && hasWaited) break;
      }
      this.wait(leftSeconds);
      hasWaited = true;
      result = predicate();
    }
    return result;
  }

  /**
   * Wakes the first so many of those that wait.
   *
   * @throws RuntimeError if the lock is not acquired
   */
  notify(n = 1): void {
    if (addon.conditionNotify(this.#index, checkedInt(n, 'n')) < 0) {
      throw new RuntimeError('cannot notify on un-acquired lock');
    }
  }

  /**
   * Wakes all that wait.
   *
   * @throws RuntimeError if the lock is not acquired
   */
  notifyAll(): void {
    void this.#index;
    this.notify(INT_MAX);
  }

  /** @internal */
  override [TEXT](className: string): string {
    return `<${className}(${this.#lock})>`;
  }
}

const conditions = new Kind('Condition', addon.conditions, () => new Condition());
