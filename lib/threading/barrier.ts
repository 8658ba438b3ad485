/**
 * Barriers: CPython's Lib/threading.py.
 */
import { addon } from '../addon/index.js';
import { checkedInteger, INT_MAX } from '../arguments/index.js';
import { BrokenBarrierError, describe, RuntimeError, ValueError } from '../errors/index.js';
import { checkpoint, indexOf, Kind, SharedObject } from '../handles/index.js';
import { TEXT } from '../opaque/index.js';
import { wait } from '../wait/index.js';
import { timeoutMsOf } from './timeouts.js';

/** The addon's outcomes. */
const ENTERED = 1;
const ACTING = 2;
const PASSED = 3;
const REENTRANT = 5;
const OUTCOME_BITS = 3;

/** Called by the last thread that has come, before any goes on. */
export type BarrierAction = () => void;

/**
 * Where threads wait until so many have come, as often as they like. Python's `threading.Barrier`. It
 * breaks when one of those that wait is terminated.
 */
export class Barrier extends SharedObject {
  readonly #index: number;
  readonly #action: BarrierAction | null;

  /**
   * @param parties - how many threads
   * @param action - belongs to this object: it is called when it is this object at which the last
   *   thread waits. Give each thread's object its own by `Barrier.from(handle, action)`
   * @param timeout - for a `wait()` without one: seconds; null for any time
   * @throws TypeError, OverflowError unless `parties` is an int
   * @throws ValueError if it is below 1
   */
  constructor(parties: number, action: BarrierAction | null = null, timeout: number | null = null) {
    if (action !== null && typeof action !== 'function') {
      throw new TypeError(`action must be a function or null, not ${describe(action)}`);
    }
    super(barriers, () => {
      checkedInteger(parties, 'parties', Number.MIN_SAFE_INTEGER, INT_MAX);
      if (parties < 1) throw new ValueError('parties must be > 0');
      return addon.barrierCreate(parties, timeoutMsOf(timeout));
    });
    this.#index = indexOf(this);
    this.#action = action;
  }

  /**
   * The same barrier as another thread's.
   *
   * @param handle - what `handle` was there
   * @param action - of this object
   * @throws TypeError, OverflowError if it cannot be a handle
   * @throws ValueError if there is no such Barrier
   */
  static from(handle: number, action: BarrierAction | null = null): Barrier {
    if (action === null) return barriers.from(handle);
    return barriers.from(handle, (number) =>
      barriers.another(number, () => new Barrier(1, action)),
    );
  }

  /**
   * Waits for the others.
   *
   * @param timeout - seconds; null for the barrier's own. When it is up, the barrier breaks
   * @returns from 0 to `parties` - 1, for each thread another
   * @throws BrokenBarrierError if it is broken, or breaks or is reset meanwhile
   * @throws what the action throws; the barrier is broken then
   * @throws RuntimeError if called by the action
   */
  wait(timeout: number | null = null): number {
    const index = this.#index;
    const timeoutMs = timeout === null ? addon.barrierTimeout(index) : timeoutMsOf(timeout);
    const enter = (sliceMs: number) => addon.barrierEnter(index, this.#action !== null, sliceMs);
    const entry = enter(0) || wait(enter, Number.POSITIVE_INFINITY);
    let outcome = entry & ((1 << OUTCOME_BITS) - 1);
    if (outcome === REENTRANT)
      throw new RuntimeError('the action of a barrier cannot wait there itself');
    if (outcome === ENTERED) outcome = waitForOthers(index, timeoutMs);
    else if (outcome === ACTING) outcome = this.#act();
    if (outcome !== PASSED) throw new BrokenBarrierError('the barrier is broken');
    return entry >> OUTCOME_BITS;
  }

  /** Opens it anew; those that wait get a BrokenBarrierError. */
  reset(): void {
    addon.barrierReset(this.#index);
  }

  /** Breaks it: those that wait, and those that come, get a BrokenBarrierError until `reset()`. */
  abort(): void {
    addon.barrierAbort(this.#index);
  }

  /** How many threads it takes to pass. */
  get parties(): number {
    return addon.barrierParties(this.#index);
  }

  /** How many threads wait at it. */
  get nWaiting(): number {
    checkpoint();
    return addon.barrierWaiting(this.#index);
  }

  get broken(): boolean {
    checkpoint();
    return addon.barrierBroken(this.#index) === 1;
  }

  /** @internal */
  override [TEXT](className: string): string {
    const index = this.#index;
    if (addon.barrierBroken(index) === 1) return `<${className}: broken>`;
    return `<${className}: waiters=${addon.barrierWaiting(index)}/${addon.barrierParties(index)}>`;
  }

  #act(): number {
    let succeeded = false;
    let outcome = 0;
    try {
      this.#action?.();
      succeeded = true;
    } finally {
      outcome = addon.barrierEndAction(this.#index, succeeded);
    }
    return outcome;
  }
}

/** While an action runs, nobody's time is up. */
function waitForOthers(index: number, timeoutMs: number): number {
  const call = (sliceMs: number) => addon.barrierWait(index, false, sliceMs);
  return (
    wait(call, timeoutMs) ||
    addon.barrierWait(index, true, 0) ||
    wait(call, Number.POSITIVE_INFINITY)
  );
}

const barriers = new Kind('Barrier', addon.barriers, () => new Barrier(1));
