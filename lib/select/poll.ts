/**
 * poll(2) as an object that keeps the watched set, as Python's `select.poll()`.
 */
import { constants } from 'node:os';
import { addon } from '../addon/index.js';
import { checkedInteger } from '../arguments/index.js';
import { KeyError, osError, ValueError } from '../errors/index.js';
import { descriptorOf, type FileObject } from '../fileobj/index.js';
import { Opaque, TEXT } from '../opaque/index.js';
import { negativeIsForEver, timeoutMsFromMilliseconds } from '../wait/index.js';
import { POLLIN, POLLOUT, POLLPRI } from './constants.js';
import { pairCapacity } from './pairs.js';
import { requireAvailable } from './platform.js';
import { PollSet } from './pollSet.js';

const LARGEST_MASK = 0xffff;

/** The set behind a Poll, for `PollSelector` to read without copies. */
export let pollSetOf: (poll: Poll) => PollSet;

export class Poll extends Opaque {
  /** Whether poll(2) works here. */
  static readonly isAvailable: boolean = addon.pollWait(new Int32Array(0), 0, 0) === 0;

  static {
    pollSetOf = (poll) => poll.#set;
  }

  readonly #set = new PollSet();
  /** Where the next `pollInto` begins, so that entries for which there was no room come first. */
  #next = 0;

  /** @throws NotImplementedError where poll(2) is missing */
  constructor() {
    requireAvailable('Poll', Poll.isAvailable);
    super();
  }

  /**
   * Watches a file object, or changes what it is watched for.
   *
   * @param eventmask - POLLIN, POLLPRI, POLLOUT; POLLERR, POLLHUP and POLLNVAL come unasked
   * @throws TypeError, ValueError or OverflowError for what is no file object or no mask of 16 bits
   */
  register(fd: FileObject, eventmask: number = POLLIN | POLLPRI | POLLOUT): void {
    this.#set.set(descriptorOf(fd), checkedMask(eventmask));
  }

  /**
   * @throws FileNotFoundError (ENOENT) if the descriptor is not registered
   * @throws TypeError, ValueError or OverflowError as `register`
   */
  modify(fd: FileObject, eventmask: number): void {
    const descriptor = descriptorOf(fd);
    const events = checkedMask(eventmask);
    if (!this.#set.has(descriptor)) {
      throw osError(-constants.errno.ENOENT, `fd ${descriptor}`, 'poll');
    }
    this.#set.set(descriptor, events);
  }

  /**
   * @throws KeyError if the descriptor is not registered
   * @throws TypeError, ValueError or OverflowError for what is no file object
   */
  unregister(fd: FileObject): void {
    const descriptor = descriptorOf(fd);
    if (!this.#set.has(descriptor)) {
      throw new KeyError(`file descriptor ${descriptor} is not registered`);
    }
    this.#set.delete(descriptor);
  }

  /**
   * Waits until something is ready.
   *
   * @param timeout - milliseconds, as in Python; `null` or negative waits for ever
   * @returns pairs of a descriptor and its events; a closed one reports POLLNVAL
   * @throws TypeError, ValueError (NaN) or OverflowError (over 2^31 - 1) for a bad time-out
   * @throws RuntimeError if called, by an interrupt hook, while this object is waiting
   */
  poll(timeout: number | null = null): Array<[fd: number, events: number]> {
    const ready: Array<[number, number]> = [];
    const count = this.#wait(timeout);
    for (let place = 0; ready.length < count; place++) {
      const events = this.#set.readyAt(place);
      if (events !== 0) ready.push([this.#set.fdAt(place), events]);
    }
    return ready;
  }

  /**
   * The same into the caller's memory, without allocating: pairs of a descriptor and its events.
   *
   * @returns how many pairs there are, at most `out.length >> 1`; the rest come the next time
   * @throws TypeError unless `out` is an Int32Array of memory that is neither shared nor resizable
   * @throws ValueError if there is no room for a pair; the others as `poll`
   */
  pollInto(out: Int32Array, timeout: number | null = null): number {
    const capacity = pairCapacity(out);
    const count = Math.min(this.#wait(timeout), capacity);
    for (let found = 0; found < count; this.#next++) {
      if (this.#next >= this.#set.size) this.#next = 0;
      const events = this.#set.readyAt(this.#next);
      if (events === 0) continue;
      out[2 * found] = this.#set.fdAt(this.#next);
      out[2 * found + 1] = events;
      found++;
    }
    return count;
  }

  /** @internal */
  override [TEXT](className: string): string {
    return `<${className}: ${this.#set.size} registered>`;
  }

  #wait(timeout: number | null): number {
    return this.#set.wait(negativeIsForEver(timeoutMsFromMilliseconds(timeout)));
  }
}

function checkedMask(eventmask: unknown): number {
  const mask = checkedInteger(eventmask, 'eventmask', Number.NEGATIVE_INFINITY, LARGEST_MASK);
  if (mask < 0) throw new ValueError(`eventmask must not be negative, as ${mask} is`);
  return mask;
}
