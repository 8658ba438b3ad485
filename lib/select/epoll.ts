/**
 * epoll(7) as an object, as Python's `select.epoll`: the bare kernel object of Linux.
 */
import { constants } from 'node:os';
import { addon } from '../addon/index.js';
import { checkedInteger, INT_MAX, INT_MIN, UINT_MAX } from '../arguments/index.js';
import { osError, ValueError } from '../errors/index.js';
import { descriptorOf, type FileObject } from '../fileobj/index.js';
import { Opaque, TEXT } from '../opaque/index.js';
import { negativeIsForEver, timeoutMsFromSeconds } from '../wait/index.js';
import { EPOLL_CLOEXEC, EPOLLIN, EPOLLOUT, EPOLLPRI } from './constants.js';
import { EpollSet } from './epollSet.js';
import { KernelDescriptor } from './kernelDescriptor.js';
import { pairCapacity } from './pairs.js';
import { requireAvailable } from './platform.js';

const CONTROL_ADD = addon.constants.EPOLL_CTL_ADD as number;
const CONTROL_MODIFY = addon.constants.EPOLL_CTL_MOD as number;
const CONTROL_DELETE = addon.constants.EPOLL_CTL_DEL as number;

/** CPython's default for `maxevents`. */
const DEFAULT_MAX_EVENTS = (addon.constants.FD_SETSIZE as number) - 1;

/** The set behind an Epoll, for `EpollSelector` to read without copies; none behind a stand-in. */
export let epollSetOf: (epoll: Epoll) => EpollSet | undefined;

/** An Epoll whose registrations carry a generation, which comes back with each event. */
export interface GenerationalEpoll extends Epoll {
  register(fd: FileObject, eventmask?: number, generation?: number): void;
  modify(fd: FileObject, eventmask: number, generation?: number): void;
}

export class Epoll extends Opaque {
  /** Whether epoll works here. */
  static readonly isAvailable: boolean = probe();

  static {
    epollSetOf = (epoll) => (#set in epoll ? epoll.#set : undefined);
  }

  readonly #descriptor: KernelDescriptor;
  readonly #set: EpollSet;

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
    requireAvailable('Epoll', Epoll.isAvailable);
    super();
    this.#descriptor =
      sizehint instanceof KernelDescriptor ? sizehint : create(sizehint, flags, excess);
    this.#set = new EpollSet(this.#descriptor);
  }

  /**
   * An object for an epoll descriptor that exists already. To close the object closes the descriptor.
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
    void this.#descriptor;
    this.close();
  }

  /** @internal */
  override [TEXT](className: string): string {
    return `<${className} ${this.#descriptor}>`;
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
    const timeoutMs = negativeIsForEver(timeoutMsFromSeconds(timeout));
    const limit = checkedInteger(maxevents, 'maxevents', INT_MIN, INT_MAX);
    if (limit < -1 || limit === 0) {
      throw new ValueError(`maxevents must be greater than 0, not ${limit}`);
    }
    const count = this.#set.wait(timeoutMs, limit === -1 ? DEFAULT_MAX_EVENTS : limit);
    const ready: Array<[number, number]> = [];
    for (let place = 0; place < count; place++) {
      ready.push([this.#set.fdAt(place), this.#set.eventsAt(place)]);
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
    const timeoutMs = negativeIsForEver(timeoutMsFromSeconds(timeout));
    const count = this.#set.wait(timeoutMs, pairCapacity(out));
    for (let place = 0; place < count; place++) {
      out[2 * place] = this.#set.fdAt(place);
      out[2 * place + 1] = this.#set.eventsAt(place);
    }
    return count;
  }

  #control(operation: number, fileobj: FileObject, eventmask: number, generation: number): void {
    const fd = descriptorOf(fileobj);
    const events = checkedInteger(eventmask, 'eventmask', INT_MIN, UINT_MAX) >>> 0;
    this.#set.control(operation, fd, events, generation);
  }
}

function create(sizehint: number, flags: number, excess: unknown[]): KernelDescriptor {
  if (excess.length > 0) throw new TypeError('Epoll takes at most 2 arguments');
  if (checkedInteger(sizehint, 'sizehint', INT_MIN, INT_MAX) < -1 || sizehint === 0) {
    throw new ValueError('sizehint must be -1 or more than 0');
  }
  if ((checkedInteger(flags, 'flags', INT_MIN, INT_MAX) & ~EPOLL_CLOEXEC) !== 0) {
    throw osError(-constants.errno.EINVAL, `flags ${flags}`, 'epoll_create1');
  }
  return KernelDescriptor.own('epoll', (addon.epollCreate as () => number)());
}

function probe(): boolean {
  const fd = addon.epollCreate?.() ?? -1;
  return fd >= 0 && addon.closeDescriptor(fd) === 0;
}
