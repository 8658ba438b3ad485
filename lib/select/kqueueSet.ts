/**
 * The filters of a kqueue: changes of them, and the events that a wait finds.
 */
import { addon } from '../addon/index.js';
import type { Attempt } from '../wait/index.js';
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
} from './keventMemory.js';

/** Python has no name for these. NetBSD before 10 lacks them. */
export const EVFILT_USER = addon.constants.EVFILT_USER;
export const NOTE_TRIGGER = addon.constants.NOTE_TRIGGER;

/** More than any process has, so that no number of them asks for all memory. */
const MOST_EVENTS = 2 ** 20;

/** One for each of the two filters of a descriptor. */
const MOST_PUT_CHANGES = 2;

export class KqueueSet implements Attempt {
  readonly #descriptor: KernelDescriptor;
  #capacity = 0;

  constructor(descriptor: KernelDescriptor) {
    this.#descriptor = descriptor;
    makeRoom(MOST_PUT_CHANGES, 0);
  }

  /** Puts a change where the next `apply` finds it: the place is 0 or 1. */
  putChange(place: number, ident: number, filter: number, flags: number, fflags = 0): void {
    writeChange(place, ident, filter, flags, fflags, 0, 0);
  }

  /**
   * Makes the changes at the first places, up to the first that fails.
   *
   * @returns 0, or the negative errno of the change that failed
   */
  apply(changeCount: number): number {
    return callKevent(this.#descriptor.fd, changeCount, 0, 0);
  }

  /** Has `attempt` bring at most so many events. */
  reserve(capacity: number): void {
    this.#capacity = Math.min(capacity, MOST_EVENTS);
    makeRoom(0, this.#capacity);
  }

  attempt(timeoutMs: number): number {
    return callKevent(this.#descriptor.fd, 0, this.#capacity, timeoutMs);
  }

  /** Makes changes, and waits for at most so many events. */
  control(changes: readonly KEvent[], maxEvents: number, timeoutMs: number): number {
    const capacity = Math.min(maxEvents, MOST_EVENTS);
    makeRoom(changes.length, capacity);
    changes.forEach(({ ident, filter, flags, fflags, data, udata }, place) => {
      writeChange(place, ident, filter, flags, fflags, data, udata);
    });
    return callKevent(this.#descriptor.fd, changes.length, capacity, timeoutMs);
  }

  /** The descriptor of an event, by its place from 0 to the count that `attempt` or `control` returned. */
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
