/**
 * poll(2) as an object that keeps the watched set, as Python's `select.poll()`.
 */
import { constants } from 'node:os';
import { addon } from '../addon/index.js';
import { KeyError, osError, RuntimeError, ValueError } from '../errors/index.js';
import { descriptorOf, type FileObject } from '../fileobj/index.js';
import { type Attempt, timeoutMsFromMilliseconds, wait } from '../wait/index.js';
import { POLLIN, POLLOUT, POLLPRI } from './constants.js';
import { checkedInteger } from './integer.js';
import { pairCapacity } from './pairs.js';
import { requireAvailable } from './platform.js';

const LARGEST_MASK = 0xffff;

export class Poll implements Attempt {
  /** Whether poll(2) works here. */
  static readonly isAvailable: boolean = addon.pollWait(new Int32Array(0), 0, 0) === 0;

  /** An array of `struct pollfd`: pairs of a descriptor and `events | revents << 16`. */
  #entries = new Int32Array(2 * 16);
  readonly #indexes = new Map<number, number>();
  /** Where `pollInto` goes on, so that those it had no room for come first the next time. */
  #next = 0;
  #polling = false;

  /** @throws NotImplementedError where poll(2) is missing */
  constructor() {
    requireAvailable(Poll);
  }

  /**
   * Watches a file object, or changes what it is watched for.
   *
   * @param eventmask - POLLIN, POLLPRI, POLLOUT; POLLERR, POLLHUP and POLLNVAL come unasked
   * @throws TypeError, ValueError or OverflowError for what is no file object or no mask of 16 bits
   */
  register(fd: FileObject, eventmask: number = POLLIN | POLLPRI | POLLOUT): void {
    const descriptor = descriptorOf(fd);
    const events = checkedMask(eventmask);
    const index = this.#indexes.get(descriptor) ?? this.#append(descriptor);
    this.#entries[2 * index + 1] = events;
  }

  /**
   * @throws FileNotFoundError (ENOENT) if the descriptor is not registered
   * @throws TypeError, ValueError or OverflowError as `register`
   */
  modify(fd: FileObject, eventmask: number): void {
    const descriptor = descriptorOf(fd);
    const events = checkedMask(eventmask);
    const index = this.#indexes.get(descriptor);
    if (index === undefined) throw osError(-constants.errno.ENOENT, `fd ${descriptor}`, 'poll');
    this.#entries[2 * index + 1] = events;
  }

  /** @throws KeyError if the descriptor is not registered */
  unregister(fd: FileObject): void {
    const descriptor = descriptorOf(fd);
    const index = this.#indexes.get(descriptor);
    if (index === undefined) throw new KeyError(`file descriptor ${descriptor} is not registered`);
    // The last one takes its place: the order of results is nobody's promise.
    const last = this.#indexes.size - 1;
    this.#entries.copyWithin(2 * index, 2 * last, 2 * last + 2);
    this.#indexes.set(this.#entries[2 * index] as number, index);
    this.#indexes.delete(descriptor);
  }

  /**
   * Waits until something is ready.
   *
   * @param timeout - milliseconds, as in Python; `null` or negative waits for ever
   * @returns pairs of a descriptor and its events; a closed one reports POLLNVAL
   * @throws TypeError, ValueError (NaN) or OverflowError (over 2^31 - 1) for a bad time-out
   * @throws RuntimeError if called while a wait of this object is under way
   */
  poll(timeout: number | null = null): Array<[fd: number, events: number]> {
    const ready: Array<[number, number]> = [];
    let left = this.#wait(timeout);
    for (let at = 0; left > 0; at += 2) {
      const revents = this.#revents(at);
      if (revents === 0) continue;
      ready.push([this.#entries[at] as number, revents]);
      left--;
    }
    return ready;
  }

  /**
   * The same into the caller's memory, without allocating: pairs of a descriptor and its events.
   *
   * @returns how many pairs there are, at most `out.length >> 1`; the rest come the next time
   * @throws TypeError unless `out` is an Int32Array of memory that is neither shared nor resizable
   * @throws ValueError if there is no room for a pair
   */
  pollInto(out: Int32Array, timeout: number | null = null): number {
    const capacity = pairCapacity(out);
    const count = Math.min(this.#wait(timeout), capacity);
    for (let found = 0; found < count; this.#next++) {
      if (this.#next >= this.#indexes.size) this.#next = 0;
      const at = 2 * this.#next;
      const revents = this.#revents(at);
      if (revents === 0) continue;
      out[2 * found] = this.#entries[at] as number;
      out[2 * found + 1] = revents;
      found++;
    }
    return count;
  }

  /** @internal */
  attempt(timeoutMs: number): number {
    return addon.pollWait(this.#entries, this.#indexes.size, toPollTimeout(timeoutMs));
  }

  /**
   * Waits, and leaves the answer in `entries`.
   * @internal
   */
  waitMs(timeoutMs: number, returnOnSignal = false): number {
    if (this.#polling) throw new RuntimeError('concurrent poll() invocation');
    this.#polling = true;
    try {
      const count = wait(this, timeoutMs, returnOnSignal);
      if (count < 0) throw osError(count, `${this.#indexes.size} descriptors`);
      return count;
    } finally {
      this.#polling = false;
    }
  }

  /** @internal */
  get entries(): Int32Array {
    return this.#entries;
  }

  #wait(timeout: number | null): number {
    const timeoutMs = timeoutMsFromMilliseconds(timeout);
    return this.waitMs(timeoutMs < 0 ? Number.POSITIVE_INFINITY : timeoutMs);
  }

  #revents(at: number): number {
    return (this.#entries[at + 1] as number) >>> 16;
  }

  #append(descriptor: number): number {
    const index = this.#indexes.size;
    if (2 * index === this.#entries.length) {
      const larger = new Int32Array(2 * this.#entries.length);
      larger.set(this.#entries);
      this.#entries = larger;
    }
    this.#entries[2 * index] = descriptor;
    this.#indexes.set(descriptor, index);
    return index;
  }
}

function toPollTimeout(timeoutMs: number): number {
  return timeoutMs === Number.POSITIVE_INFINITY ? -1 : Math.ceil(timeoutMs);
}

function checkedMask(eventmask: unknown): number {
  const mask = checkedInteger(eventmask, 'eventmask', Number.NEGATIVE_INFINITY, LARGEST_MASK);
  if (mask < 0) throw new ValueError(`eventmask must not be negative, as ${mask} is`);
  return mask;
}
