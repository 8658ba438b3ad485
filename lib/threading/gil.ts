/**
 * A global interpreter lock, as CPython's: Python/ceval_gil.c.
 */
import { types } from 'node:util';
import { addon, type GilAccount } from '../addon/index.js';
import { checkedInteger } from '../arguments/index.js';
import { describe, OverflowError, RuntimeError, ValueError } from '../errors/index.js';
import { NUMBER } from '../handles/index.js';
import { carry } from '../marshal/index.js';
import { carried, Opaque, TEXT } from '../opaque/index.js';
import { heldGate, outsideGate, timeoutMsFromSeconds } from '../wait/index.js';
import { GilGate } from './gilGate.js';
import { GilTrace } from './gilTrace.js';

/** Figures of a Gil: of all threads together, and of each. */
export interface GilStats extends Omit<GilAccount, 'ident' | 'name'> {
  /**
   * One for each thread that has ever asked for the Gil, in that order. (Of threads that have ended,
   * the last thousand.)
   */
  readonly threads: GilAccount[];
}

const forgotten = new FinalizationRegistry<number>((index) => addon.gils.forget(index));

const CARRIED = carried('Gil');

let shared: Gil | undefined;

/** The slot of a Gil that exists, for the next object that is made; undefined for a new Gil. */
let existing: number | undefined;

/**
 * A lock that only one JavaScript thread holds at a time, and that the holder gives up when others
 * wait for it: at a `checkpoint()` after the switch interval, and for every blocking call of this
 * package. Threads that run inside one see what Python's threads see.
 *
 * A thread holds one Gil at a time, and holds it in synchronous code. It is given up when the thread
 * ends, however that comes about.
 */
export class Gil extends Opaque {
  readonly #gate: GilGate;

  /** A Gil of its own: `Gil.shared` is the one that `Thread` uses unless told otherwise. */
  constructor() {
    super(CARRIED);
    const index = existing ?? addon.gilCreate();
    existing = undefined;
    this.#gate = new GilGate(index);
    // The registration must not keep the object: a thread may hold the Gil without it.
    forgotten.register(this.#gate, index);
  }

  /** The Gil of the process, the same in all threads. */
  static get shared(): Gil {
    shared ??= Gil.#of(addon.gilShared());
    return shared;
  }

  /**
   * The same Gil as another thread's.
   *
   * @param handle - what `handle` was there
   * @throws TypeError unless it is an integer
   * @throws ValueError if there is no such Gil
   */
  static from(handle: number): Gil {
    checkedInteger(handle, 'handle', 1, Number.MAX_SAFE_INTEGER);
    const index = addon.gils.from(handle);
    if (index < 0) throw new ValueError(`there is no Gil of handle ${handle}`);
    return Gil.#of(index);
  }

  static #of(index: number): Gil {
    existing = index;
    return new Gil();
  }

  /** @internal */
  get [NUMBER](): number {
    return this.#gate.number;
  }

  /** A number for `Gil.from()` in any thread of the process. Having asked for it keeps the Gil alive. */
  get handle(): number {
    addon.sharedPin(this.#gate.number);
    return this.#gate.number;
  }

  /** Whether this thread holds it. */
  get held(): boolean {
    return this.#heldGate() !== null;
  }

  /** Whether any thread holds it. */
  get locked(): boolean {
    return addon.gilLocked(this.#gate.index) === 1;
  }

  /**
   * Waits for the Gil. After the switch interval its holder is asked to give it up.
   *
   * @param timeout - seconds; null for any time; 0 or less to take it only if that can be at once
   * @returns false if the time was up before
   * @throws RuntimeError if this thread holds a Gil, this one or another
   * @throws TypeError, ValueError, OverflowError for a time-out that is none
   */
  acquire(timeout: number | null = null): boolean {
    const timeoutMs = timeoutMsFromSeconds(timeout);
    const held = heldGate();
    if (held !== null) {
      const which = this.#heldGate() === null ? 'another Gil' : 'the Gil already';
      throw new RuntimeError(`this thread holds ${which}`);
    }
    return this.#gate.acquire(timeoutMs);
  }

  /** @throws RuntimeError if this thread does not hold it */
  release(): void {
    this.#requireHeld().release();
  }

  /**
   * To be called now and then in a long computation: gives the Gil up, if another thread has waited
   * for the switch interval, and takes it back. The stand-in for CPython's evaluation loop, which does
   * this between instructions. Otherwise, or if this thread does not hold it, it costs about a nanosecond.
   */
  checkpoint(): void {
    if (this.#gate.wanted[0] !== 0) this.#heldGate()?.checkpoint();
  }

  /**
   * Calls a function while holding the Gil; if this thread holds it already, that is all.
   *
   * @returns what the function returns
   * @throws TypeError if that is a promise: what comes after the first `await` would run without
   * @throws RuntimeError if this thread holds another Gil
   */
  run<T>(fn: () => T): T {
    checkFunction(fn);
    if (this.#heldGate() !== null) return settled(fn());
    this.acquire();
    try {
      return settled(fn());
    } finally {
      this.#heldGate()?.release();
    }
  }

  /**
   * Calls a function with the Gil given up, and takes it back: what blocking calls of this package do
   * by themselves. CPython's `Py_BEGIN_ALLOW_THREADS`.
   *
   * @returns what the function returns
   * @throws TypeError if that is a promise
   * @throws RuntimeError if this thread does not hold it
   */
  allowThreads<T>(fn: () => T): T {
    checkFunction(fn);
    this.#requireHeld();
    return outsideGate(() => settled(fn()));
  }

  /**
   * Seconds that a thread waits before the holder is asked to give the Gil up; 0.005 at first, for all
   * threads. Python's `sys.setswitchinterval()`.
   *
   * @throws ValueError unless above 0
   * @throws OverflowError above 1e6
   */
  get switchInterval(): number {
    return addon.gilSwitchInterval(this.#gate.index) / 1e9;
  }

  set switchInterval(seconds: number) {
    if (typeof seconds !== 'number') {
      throw new TypeError(`switchInterval must be a number, not ${describe(seconds)}`);
    }
    if (!(seconds > 0)) throw new ValueError('switch interval must be strictly positive');
    if (seconds > 1e6) throw new OverflowError('switchInterval is too large');
    addon.gilSetSwitchInterval(this.#gate.index, Math.ceil(seconds * 1e9));
  }

  /** Who has had the Gil, how often and for how long, since it was made. */
  stats(): GilStats {
    const accounts = addon.gilStats(this.#gate.index);
    const sum = (count: (account: GilAccount) => number) =>
      accounts.reduce((total, account) => total + count(account), 0);
    return {
      acquisitions: sum(({ acquisitions }) => acquisitions),
      forcedSwitches: sum(({ forcedSwitches }) => forcedSwitches),
      voluntarySwitches: sum(({ voluntarySwitches }) => voluntarySwitches),
      heldSeconds: sum(({ heldSeconds }) => heldSeconds),
      waitedSeconds: sum(({ waitedSeconds }) => waitedSeconds),
      threads: accounts.slice(1),
    };
  }

  /**
   * Begins to record who holds the Gil, waits for it and is blocked; `stop()` tells.
   *
   * @throws RuntimeError if that is being done already
   */
  trace(): GilTrace {
    return new GilTrace(this.#gate);
  }

  /** @internal */
  override [TEXT](className: string): string {
    if (this.#heldGate() !== null) return `<${className} held by this thread>`;
    return `<${addon.gilLocked(this.#gate.index) === 1 ? 'locked' : 'unlocked'} ${className}>`;
  }

  /** The gate by which this thread holds the Gil: that of this object, or of another one for the same Gil. */
  #heldGate(): GilGate | null {
    const held = heldGate();
    return held instanceof GilGate && held.number === this.#gate.number ? held : null;
  }

  #requireHeld(): GilGate {
    const held = this.#heldGate();
    if (held === null) throw new RuntimeError('this thread does not hold the Gil');
    return held;
  }
}

function checkFunction(fn: unknown): void {
  if (typeof fn !== 'function') throw new TypeError(`fn must be a function, not ${describe(fn)}`);
}

function settled<T>(result: T): T {
  if (!types.isPromise(result)) return result;
  // Handled here, so that the process does not report it too.
  result.catch(() => {});
  throw new TypeError('a Gil covers synchronous code: the function must not return a promise');
}

carry<Gil>({
  tag: 'Gil',
  owns: (object) => object instanceof Gil,
  pack: (gil) => ({ data: gil[NUMBER], holds: gil[NUMBER] }),
  unpack: (number: number) => Gil.from(number),
});
