/**
 * The set of poll(2) as an array of `struct pollfd` that native code reads and writes in place.
 */
import { addon } from '../addon/index.js';
import { osError, RuntimeError } from '../errors/index.js';
import { type BlockingCall, toWholeMs, wait } from '../wait/index.js';

export class PollSet {
  /** Pairs of a descriptor and `events | revents << 16`. */
  #entries = new Int32Array(2 * 16);
  #size = 0;
  /** For each descriptor, where its entry is. Sparse, so that no number is too large. */
  readonly #indexes: Array<number | undefined> = [];
  #waiting = false;
  readonly #waitOnce: BlockingCall = (timeoutMs) => this.waitOnce(timeoutMs);

  /** The array of the set, not a copy: its first `size` pairs count. */
  get entries(): Int32Array {
    return this.#entries;
  }

  get size(): number {
    return this.#size;
  }

  has(fd: number): boolean {
    return this.#indexes[fd] !== undefined;
  }

  /** Adds a descriptor, or changes what it is watched for. */
  set(fd: number, events: number): void {
    const known = this.#indexes[fd];
    const index = known ?? this.#size;
    if (2 * index === this.#entries.length) this.#grow();
    // No function is called from here on, so that no stack overflow can separate the assignments.
    this.#entries[2 * index + 1] = events;
    if (known !== undefined) return;
    this.#entries[2 * index] = fd;
    this.#indexes[fd] = index;
    this.#size++;
  }

  /** The last entry takes the place of the deleted one: results come in no promised order. */
  delete(fd: number): void {
    const index = this.#indexes[fd];
    if (index === undefined) return;
    const entries = this.#entries;
    const last = --this.#size;
    const moved = entries[2 * last] as number;
    entries[2 * index] = moved;
    entries[2 * index + 1] = entries[2 * last + 1] as number;
    this.#indexes[moved] = index;
    this.#indexes[fd] = undefined;
  }

  /** Waits, for as long as nothing interrupts that. A `BlockingCall`. */
  waitOnce(timeoutMs: number): number {
    return addon.pollWait(this.#entries, this.#size, toWholeMs(timeoutMs));
  }

  /**
   * Waits; returns how many entries are ready, to be found by `fdAt` and `readyAt`.
   *
   * @param call - what waits for this set
   * @throws RuntimeError if called, by an interrupt hook, while a wait of this set is under way
   */
  wait(timeoutMs: number, returnOnSignal = false, call: BlockingCall = this.#waitOnce): number {
    if (this.#waiting) throw new RuntimeError('concurrent poll() invocation');
    this.#waiting = true;
    try {
      const count = wait(call, timeoutMs, returnOnSignal);
      if (count < 0) throw osError(count, `${this.#size} descriptors`);
      return count;
    } finally {
      this.#waiting = false;
    }
  }

  /** The descriptor of an entry, by its place from 0 to `size` - 1. */
  fdAt(place: number): number {
    return this.#entries[2 * place] as number;
  }

  /** The events for which the last wait found the entry ready, or 0. */
  readyAt(place: number): number {
    return (this.#entries[2 * place + 1] as number) >>> 16;
  }

  #grow(): void {
    const larger = new Int32Array(2 * this.#entries.length);
    larger.set(this.#entries);
    this.#entries = larger;
  }
}
