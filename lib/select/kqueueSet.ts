/**
 * The filters of a kqueue: changes of them, and the events that a wait finds.
 */
import { addon } from '../addon/index.js';
import type { KernelDescriptor } from './kernelDescriptor.js';
import type { KEvent } from './kevent.js';
import {
  callKevent,
  fdAt,
  filterAt,
  flagsAt,
  makeRoom,
  readEvent,
  writeChange,
  writeFilterChange,
} from './keventMemory.js';

/** Python has no name for these. NetBSD before 10 lacks them. */
export const EVFILT_USER = addon.constants.EVFILT_USER;
export const NOTE_TRIGGER = addon.constants.NOTE_TRIGGER;

/** More than any process has, so that no number of them asks for all memory. */
const MOST_EVENTS = 2 ** 20;

/** One for each of the two filters of a descriptor. */
const MOST_PUT_CHANGES = 2;

export class KqueueSet {
  readonly #descriptor: KernelDescriptor;
  #capacity = 0;

  constructor(descriptor: KernelDescriptor) {
    this.#descriptor = descriptor;
  }

  /** Puts a change where the next `apply` finds it: at place 0, and at 1 another. */
  putChange(place: number, fd: number, filter: number, flags: number, fflags = 0): void {
    if (place === 0) makeRoom(0, MOST_PUT_CHANGES);
    writeFilterChange(place, fd, filter, flags, fflags);
  }

  /**
   * Makes the changes at the first places, up to the first that fails.
   *
   * @returns 0, or the negative errno of the change that failed
   */
  apply(changeCount: number): number {
    return callKevent(this.#descriptor.fd, 0, 0, changeCount);
  }

  /** Has `waitOnce` bring at most so many events. */
  reserve(capacity: number): void {
    this.#capacity = Math.min(capacity, MOST_EVENTS);
  }

  /** Waits, for as long as nothing interrupts that. A `BlockingCall`. */
  waitOnce(timeoutMs: number): number {
    makeRoom(this.#capacity, 0);
    return callKevent(this.#descriptor.fd, this.#capacity, timeoutMs, 0);
  }

  /** Makes changes, and waits for at most so many events. */
  control(changes: readonly KEvent[], maxEvents: number, timeoutMs: number): number {
    const capacity = Math.min(maxEvents, MOST_EVENTS);
    makeRoom(capacity, changes.length);
    changes.forEach((change, place) => {
      writeChange(place, change);
    });
    return callKevent(this.#descriptor.fd, capacity, timeoutMs, changes.length);
  }

  /** The descriptor of an event, by its place from 0 to the count that `waitOnce` or `control` returned. */
  fdAt(place: number): number {
    return fdAt(place);
  }

  filterAt(place: number): number {
    return filterAt(place);
  }

  flagsAt(place: number): number {
    return flagsAt(place);
  }

  eventAt(place: number): KEvent {
    return readEvent(place);
  }
}
