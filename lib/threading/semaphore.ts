/**
 * Semaphores: CPython's Lib/threading.py.
 */
import { addon } from '../addon/index.js';
import { checkedBoolean, checkedInteger, INT_MAX, INT_MIN } from '../arguments/index.js';
import { ValueError } from '../errors/index.js';
import { checkpoint, indexOf, Kind, SharedObject } from '../handles/index.js';
import { TEXT } from '../opaque/index.js';
import { wait } from '../wait/index.js';
import { Guard } from './guard.js';
import { timeoutMsOf } from './timeouts.js';

/** A number that threads take from, and that is never below 0. Python's `threading.Semaphore`. */
export class Semaphore extends SharedObject {
  /** @internal */
  protected static readonly isBounded: boolean = false;

  readonly #index: number;

  /**
   * @param value - at first
   * @throws TypeError, OverflowError unless it is an int
   * @throws ValueError below 0
   */
  constructor(value = 1) {
    const { isBounded } = new.target;
    super(isBounded ? boundedSemaphores : semaphores, () => create(value, isBounded));
    this.#index = indexOf(this);
  }

  /**
   * The same semaphore as another thread's.
   *
   * @param handle - what `handle` was there
   * @throws TypeError, OverflowError if it cannot be a handle
   * @throws ValueError if there is no such Semaphore
   */
  static from(handle: number): Semaphore {
    return semaphores.from(handle);
  }

  /**
   * Waits until the value is above 0, and takes 1 from it.
   *
   * @param blocking - false not to wait
   * @param timeout - seconds; null for any time
   * @returns whether that was done
   * @throws ValueError for a time-out with `blocking` false
   */
  acquire(blocking = true, timeout: number | null = null): boolean {
    if (!checkedBoolean(blocking, 'blocking') && timeout !== null) {
      throw new ValueError("can't specify timeout for non-blocking acquire");
    }
    const timeoutMs = blocking ? timeoutMsOf(timeout) : 0;
    const index = this.#index;
    if (addon.semaphoreTryAcquire(index) === 1) return true;
    return wait((sliceMs) => addon.semaphoreAcquire(index, sliceMs), timeoutMs) === 1;
  }

  /**
   * Adds to the value, and wakes as many that wait.
   *
   * @throws ValueError below 1, and for a bounded semaphore if the value would be above the first
   */
  release(n = 1): void {
    checkedInteger(n, 'n', INT_MIN, INT_MAX);
    if (n < 1) throw new ValueError('n must be one or more');
    if (addon.semaphoreRelease(this.#index, n) < 0) {
      throw new ValueError('Semaphore released too many times');
    }
    checkpoint();
  }

  /**
   * Acquires it, and releases it at the end of the block: `using _ = semaphore.guard()`. Plain JavaScript has no
   * `using` in Node 20 and 22: there `semaphore.acquire()` goes before `try { … } finally { semaphore.release(); }`.
   */
  guard(): Disposable {
    void this.#index;
    return new Guard(this);
  }

  /** @internal */
  override [TEXT](className: string): string {
    return `<${className}: value=${addon.semaphoreValue(this.#index)}>`;
  }
}

/** One whose value is never above what it was at first. Python's `threading.BoundedSemaphore`. */
export class BoundedSemaphore extends Semaphore {
  /** @internal */
  protected static override readonly isBounded: boolean = true;

  /** As `Semaphore.from()`. */
  static override from(handle: number): BoundedSemaphore {
    return boundedSemaphores.from(handle);
  }
}

function create(value: number, bounded: boolean): number {
  checkedInteger(value, 'value', Number.MIN_SAFE_INTEGER, INT_MAX);
  if (value < 0) throw new ValueError('semaphore initial value must be >= 0');
  return addon.semaphoreCreate(value, bounded);
}

const isBounded = (index: number) => addon.semaphoreIsBounded(index) === 1;
const { semaphores: shares } = addon;
const semaphores = new Kind(
  'Semaphore',
  shares,
  () => new Semaphore(),
  (i) => !isBounded(i),
);
const boundedSemaphores = new Kind(
  'BoundedSemaphore',
  shares,
  () => new BoundedSemaphore(),
  isBounded,
);
