/**
 * epoll(7) as an object, as Python's `select.epoll`: the bare kernel object of Linux.
 */
import { constants } from 'node:os';
import { addon, type EpollLayout } from '../addon/index.js';
import { osError, ValueError } from '../errors/index.js';
import { descriptorOf, type FileObject } from '../fileobj/index.js';
import { type Attempt, timeoutMsFromSeconds, wait } from '../wait/index.js';
import { EPOLL_CLOEXEC, EPOLLIN, EPOLLOUT, EPOLLPRI } from './constants.js';
import { checkedInteger, INT_MAX, INT_MIN, UINT_MAX } from './integer.js';
import { KernelDescriptor } from './kernelDescriptor.js';
import { pairCapacity } from './pairs.js';
import { requireAvailable } from './platform.js';

const CONTROL_ADD = addon.constants.EPOLL_CTL_ADD as number;
const CONTROL_MODIFY = addon.constants.EPOLL_CTL_MOD as number;
const CONTROL_DELETE = addon.constants.EPOLL_CTL_DEL as number;

/** CPython's default for `maxevents`. */
const DEFAULT_MAX_EVENTS = (addon.constants.FD_SETSIZE as number) - 1;

/** More than any process can have open, so that no `maxevents` asks for all memory. */
const MOST_EVENTS = 2 ** 20;

/**
 * Where the fields of `struct epoll_event` stand in its 32-bit words.
 * @internal
 */
export const epollLayout: EpollLayout = addon.epollLayout ?? { words: 3, events: 0, data: 1 };

/**
 * An Epoll as EpollSelector uses it: its registrations carry a generation, which comes back with
 * each event.
 * @internal
 */
export interface GenerationalEpoll extends Epoll {
  register(fd: FileObject, eventmask?: number, generation?: number): void;
  modify(fd: FileObject, eventmask: number, generation?: number): void;
}

export class Epoll implements Attempt {
  /** Whether epoll works here. */
  static readonly isAvailable: boolean = probe();

  readonly #descriptor: KernelDescriptor;
  #events = new Int32Array(0);
  #capacity = 0;

  /**
   * @param sizehint - unused by the kernel; -1 or more than 0
   * @param flags - 0 or EPOLL_CLOEXEC, which is always on
   * @throws TypeError for a wrong type or number of arguments
   * @throws ValueError for a sizehint of 0 or below -1
   * @throws OSError EINVAL for other flags, EMFILE at the limit of descriptors
   * @throws NotImplementedError where there is no epoll
   */
  constructor(sizehint?: number, flags?: number);
  constructor(sizehint: number | KernelDescriptor = -1, flags = 0, ...excess: unknown[]) {
    requireAvailable(Epoll);
    if (sizehint instanceof KernelDescriptor) {
      this.#descriptor = sizehint;
      return;
    }
    if (excess.length > 0) throw new TypeError('Epoll takes at most 2 arguments');
    if (checkedInteger(sizehint, 'sizehint', INT_MIN, INT_MAX) < -1 || sizehint === 0) {
      throw new ValueError('sizehint must be -1 or more than 0');
    }
    if ((checkedInteger(flags, 'flags', INT_MIN, INT_MAX) & ~EPOLL_CLOEXEC) !== 0) {
      throw osError(-constants.errno.EINVAL, `flags ${flags}`, 'epoll_create1');
    }
    this.#descriptor = KernelDescriptor.own('epoll', (addon.epollCreate as () => number)());
  }
  /**
   * An object for an epoll descriptor that exists already; closing either closes both.
   *
   * @throws TypeError, ValueError or OverflowError for what is no descriptor
   */
  static fromfd(fd: number): Epoll {
    return new Epoll(KernelDescriptor.adopt('epoll', fd) as never);
  }

  get closed(): boolean {
    return this.#descriptor.closed;
  }

  /** @throws ValueError once closed */
  fileno(): number {
    return this.#descriptor.fd;
  }

  /** Frees the kernel object; may be called again. */
  close(): void {
    this.#descriptor.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /**
   * Watches a file object: EPOLL_CTL_ADD.
   *
   * @param eventmask - EPOLLIN, EPOLLOUT …, with EPOLLET, EPOLLONESHOT, EPOLLEXCLUSIVE
   * @throws OSError EEXIST if registered already, EPERM if it cannot be watched (a regular file),
   *   EBADF if closed
   * @throws ValueError if this object is closed
   * @throws TypeError, ValueError or OverflowError for what is no file object or no 32-bit mask
   */
  register(fd: FileObject, eventmask?: number): void;
  register(fd: FileObject, eventmask = EPOLLIN | EPOLLPRI | EPOLLOUT, generation = 0): void {
    this.#control(CONTROL_ADD, fd, eventmask, generation);
  }

  /**
   * Changes what a file object is watched for: EPOLL_CTL_MOD.
   *
   * @throws OSError ENOENT if not registered; the others as `register`
   */
  modify(fd: FileObject, eventmask: number): void;
  modify(fd: FileObject, eventmask: number, generation = 0): void {
    this.#control(CONTROL_MODIFY, fd, eventmask, generation);
  }

  /**
   * Stops watching: EPOLL_CTL_DEL.
   *
   * @throws OSError ENOENT if not registered, EBADF if closed; the others as `register`
   */
  unregister(fd: FileObject): void {
    this.#control(CONTROL_DELETE, fd, 0, 0);
  }

  /**
   * Waits until something is ready: epoll_wait(2).
   *
   * @param timeout - seconds, rounded up to milliseconds; `null` or negative waits for ever
   * @param maxevents - at most this many; -1 is FD_SETSIZE - 1
   * @returns pairs of a descriptor and its events
   * @throws ValueError if closed, for NaN, or for a maxevents of 0 or below -1
   * @throws TypeError or OverflowError for other bad arguments
   */
  poll(timeout: number | null = null, maxevents = -1): Array<[fd: number, events: number]> {
    const timeoutMs = toEpollTimeout(timeout);
    const limit = checkedInteger(maxevents, 'maxevents', INT_MIN, INT_MAX);
    if (limit < -1 || limit === 0) {
      throw new ValueError(`maxevents must be greater than 0, not ${limit}`);
    }
    const count = this.#wait(timeoutMs, limit === -1 ? DEFAULT_MAX_EVENTS : limit);
    const ready: Array<[number, number]> = [];
    const { words, events, data } = epollLayout;
    for (let at = 0; at < count * words; at += words) {
      ready.push([this.#events[at + data] as number, this.#events[at + events] as number]);
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
    const timeoutMs = toEpollTimeout(timeout);
    const count = this.#wait(timeoutMs, pairCapacity(out));
    const { words, events, data } = epollLayout;
    for (let index = 0; index < count; index++) {
      out[2 * index] = this.#events[index * words + data] as number;
      out[2 * index + 1] = this.#events[index * words + events] as number;
    }
    return count;
  }

  /** @internal */
  attempt(timeoutMs: number): number {
    return this.waitInto(this.#events, this.#capacity, timeoutMs);
  }

  /**
   * One epoll_wait(2), as an `Attempt` does it, into memory laid out by `epollLayout`.
   * @internal
   */
  waitInto(events: Int32Array, capacity: number, timeoutMs: number): number {
    const wholeMs = timeoutMs === Number.POSITIVE_INFINITY ? -1 : Math.ceil(timeoutMs);
    return addon.epollWait(this.#descriptor.fd, events, capacity, wholeMs);
  }

  /**
   * Puts a fresh kernel object, with these interests only, under the same descriptor.
   *
   * @param interests - triples of descriptor, events and generation
   * @internal
   */
  rebuild(interests: Int32Array): void {
    const outcome = addon.epollRebuild(this.#descriptor.fd, interests);
    if (outcome < 0) throw osError(outcome, `fd ${this.#descriptor.fd}`);
  }

  /** @param generation - comes back with each event, in the word after the descriptor */
  #control(operation: number, fileobj: FileObject, eventmask: number, generation: number): void {
    const fd = descriptorOf(fileobj);
    const events = checkedInteger(eventmask, 'eventmask', INT_MIN, UINT_MAX) >>> 0;
    const outcome = addon.epollControl(this.#descriptor.fd, operation, fd, events, generation);
    if (outcome < 0) throw osError(outcome, `fd ${fd}`);
  }

  #wait(timeoutMs: number, capacity: number): number {
    // A hook may wait with this same object while it waits: each keeps to its own capacity.
    const capacityBefore = this.#capacity;
    this.#capacity = Math.min(capacity, MOST_EVENTS);
    if (this.#events.length < this.#capacity * epollLayout.words) {
      this.#events = new Int32Array(this.#capacity * epollLayout.words);
    }
    try {
      const count = wait(this, timeoutMs);
      if (count < 0) throw osError(count, `fd ${this.#descriptor.fd}`);
      return count;
    } finally {
      this.#capacity = capacityBefore;
    }
  }
}

function toEpollTimeout(timeout: number | null): number {
  const timeoutMs = timeoutMsFromSeconds(timeout);
  return timeoutMs < 0 ? Number.POSITIVE_INFINITY : timeoutMs;
}

function probe(): boolean {
  const fd = addon.epollCreate?.() ?? -1;
  return fd >= 0 && addon.closeDescriptor(fd) === 0;
}
