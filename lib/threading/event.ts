/**
 * Events: CPython's Lib/threading.py.
 */
import { addon } from '../addon/index.js';
import { checkpoint, indexOf, Kind, SharedObject } from '../handles/index.js';
import { TEXT } from '../opaque/index.js';
import { wait } from '../wait/index.js';
import { timeoutMsOf } from './timeouts.js';

/** A flag that threads wait for. Python's `threading.Event`. */
export class Event extends SharedObject {
  readonly #index: number;

  /** It is clear at first. */
  constructor() {
    super(events, () => addon.eventCreate());
    this.#index = indexOf(this);
  }

  /**
   * The same event as another thread's.
   *
   * @param handle - what `handle` was there
   * @throws TypeError, OverflowError if it cannot be a handle
   * @throws ValueError if there is no such Event
   */
  static from(handle: number): Event {
    return events.from(handle);
  }

  isSet(): boolean {
    checkpoint();
    return this.#isSet();
  }

  /** Wakes all that wait for it; nobody waits until it is cleared. */
  set(): void {
    addon.eventSet(this.#index);
    checkpoint();
  }

  clear(): void {
    addon.eventClear(this.#index);
  }

  /**
   * Waits until it is set.
   *
   * @param timeout - seconds; null for any time
   * @returns false if the time was up before; true if it was set, though it may be clear again
   */
  wait(timeout: number | null = null): boolean {
    const timeoutMs = timeoutMsOf(timeout);
    const index = this.#index;
    const count = addon.eventCount(index);
    if (isOdd(count)) return true;
    return wait((sliceMs) => addon.eventWait(index, count, sliceMs), timeoutMs) === 1;
  }

  /** @internal */
  override [TEXT](className: string): string {
    return `<${className}: ${this.#isSet() ? 'set' : 'unset'}>`;
  }

  #isSet(): boolean {
    return isOdd(addon.eventCount(this.#index));
  }
}

function isOdd(count: number): boolean {
  return (count & 1) === 1;
}

const events = new Kind('Event', addon.events, () => new Event());
