/**
 * Locks: CPython's Modules/_threadmodule.c.
 */
import { addon } from '../addon/index.js';
import { RuntimeError } from '../errors/index.js';
import { checkpoint, indexOf, Kind, SharedObject } from '../handles/index.js';
import { TEXT } from '../opaque/index.js';
import { wait } from '../wait/index.js';
import { Guard } from './guard.js';
import { lockTimeoutMsOf } from './timeouts.js';

/** The methods that both kinds of locks have. */
export abstract class AnyLock extends SharedObject {
  readonly #index: number;

  /** @internal */
  constructor(kind: Kind<AnyLock>, isReentrant: boolean) {
    super(kind, () => addon.lockCreate(isReentrant));
    this.#index = indexOf(this);
  }

  /**
   * Waits until no thread has the lock, and takes it. Threads need not get it in the order in which they came.
   *
   * @param blocking - false not to wait
   * @param timeout - seconds; -1 for any time
   * @returns whether this thread has it now
   * @throws TypeError, ValueError, OverflowError for a time-out that is none, or with `blocking` false
   */
  acquire(blocking = true, timeout = -1): boolean {
    const always = blocking === true && timeout === -1;
    const timeoutMs = always ? Number.POSITIVE_INFINITY : lockTimeoutMsOf(blocking, timeout);
    const index = this.#index;
    if (addon.lockTryAcquire(index) === 1) return true;
    return wait((sliceMs) => addon.lockAcquire(index, sliceMs), timeoutMs) === 1;
  }

  /**
   * @throws RuntimeError if it is not locked; an RLock, if this thread does not own it
   */
  release(): void {
    if (addon.lockRelease(this.#index) < 0) {
      const message = isReentrant(this.#index)
        ? 'cannot release un-acquired lock'
        : 'release unlocked lock';
      throw new RuntimeError(message);
    }
    checkpoint();
  }

  /** Whether any thread has it. */
  locked(): boolean {
    checkpoint();
    return this.#isLocked();
  }

  /**
   * Acquires it, and releases it at the end of the block: `using _ = lock.guard()`. Plain JavaScript has no
   * `using` in Node 20 and 22: there `lock.acquire()` goes before `try { … } finally { lock.release(); }`.
   */
  guard(): Disposable {
    void this.#index;
    return new Guard(this);
  }

  /** @internal */
  override [TEXT](className: string): string {
    return `<${this.#isLocked() ? 'locked' : 'unlocked'} ${className}>`;
  }

  #isLocked(): boolean {
    return addon.lockLocked(this.#index) === 1;
  }
}

/**
 * Held by one thread at a time. Python's `threading.Lock`: any thread may release it, and a thread
 * that ends with it leaves it locked.
 */
export class Lock extends AnyLock {
  constructor() {
    super(locks, false);
  }

  /**
   * The same lock as another thread's.
   *
   * @param handle - what `handle` was there
   * @throws TypeError, OverflowError if it cannot be a handle
   * @throws ValueError if there is no such Lock
   */
  static from(handle: number): Lock {
    return locks.from(handle);
  }
}

/**
 * A lock that its owner may acquire again, and must release as often. Python's `threading.RLock`.
 * `locked()` is Python 3.14's.
 */
export class RLock extends AnyLock {
  constructor() {
    super(rlocks, true);
  }

  /** As `Lock.from()`. */
  static from(handle: number): RLock {
    return rlocks.from(handle);
  }
}

const isReentrant = (index: number) => addon.lockIsReentrant(index) === 1;
const locks = new Kind(
  'Lock',
  addon.locks,
  () => new Lock(),
  (index) => !isReentrant(index),
);
const rlocks = new Kind('RLock', addon.locks, () => new RLock(), isReentrant);

/** The lock of this number, of whichever kind. */
export function lockOf(number: number): AnyLock {
  return (locks.of(number) ?? rlocks.of(number)) as AnyLock;
}
