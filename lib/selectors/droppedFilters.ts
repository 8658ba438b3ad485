/**
 * Filters that a kernel drops by itself, though their descriptor stays ready. FreeBSD reports a pipe
 * whose reader has gone once, with EV_ONESHOT, and its EVFILT_WRITE is no more. A terminal that was
 * revoked, or a file of a file system that was unmounted, loses its filters in the same way.
 */
import { isOpen } from '../descriptor/index.js';
import {
  EVFILT_USER,
  KQ_EV_ADD,
  KQ_EV_DELETE,
  KQ_FILTER_READ,
  KQ_FILTER_WRITE,
  type KqueueSet,
  NOTE_TRIGGER,
} from '../select/index.js';
import { EVENT_READ } from './events.js';

/**
 * Differs from CPython, where such a descriptor is ready once and never again. An EVFILT_USER of the
 * descriptor's number takes the place of its dropped filters. The EVFILT_USER stays triggered, so that
 * the kqueue itself stays readable for whoever waits for that. Closing the descriptor does not take the
 * EVFILT_USER away, as it takes other filters: each time an EVFILT_USER is reported, the kernel is asked
 * whether it still refuses the dropped filter.
 */
export class DroppedFilters {
  readonly #set: KqueueSet;
  /** By descriptor, and there by event: what the kernel refuses the filter with. */
  readonly #refusals = new Map<number, Map<number, number>>();

  constructor(set: KqueueSet) {
    this.#set = set;
  }

  /** To be called for an event that has said that its filter is gone. */
  replace(fd: number, event: number): void {
    const outcome = this.#change(fd, filterOf(event), KQ_EV_ADD);
    // FreeBSD takes back the filter of a file whose file system is gone, to drop it again.
    if (outcome >= 0) return;
    // NetBSD has EVFILT_USER since 10. (NetBSD drops no filter of a pipe.)
    if (EVFILT_USER === undefined) return;
    const refusals = this.#refusals.get(fd) ?? new Map<number, number>();
    this.#refusals.set(fd, refusals.set(event, outcome));
    this.#set.putChange(0, fd, EVFILT_USER, KQ_EV_ADD);
    // FreeBSD ignores NOTE_TRIGGER in the change that adds the filter, so another change has it.
    this.#set.putChange(1, fd, EVFILT_USER, 0, NOTE_TRIGGER);
    this.#set.apply(2);
  }

  /**
   * To be called when an EVFILT_USER is reported.
   *
   * @returns the events that its descriptor is ready for; undefined if the EVFILT_USER is not from here
   */
  readyEvents(fd: number): number | undefined {
    const refusals = this.#refusals.get(fd);
    if (refusals === undefined) return undefined;
    let ready = 0;
    let over = 0;
    for (const [event, refusal] of refusals) {
      const outcome = this.#change(fd, filterOf(event), KQ_EV_ADD);
      // The number belongs to another file now, which nobody has registered.
      if (outcome >= 0) this.#change(fd, filterOf(event), KQ_EV_DELETE);
      // NetBSD has one errno for a file that is gone and for a descriptor that is closed.
      if (outcome === refusal && isOpen(fd)) ready |= event;
      else over |= event;
    }
    this.forget(fd, over);
    return ready;
  }

  /** The events whose filters are dropped. */
  of(fd: number): number {
    let dropped = 0;
    for (const event of this.#refusals.get(fd)?.keys() ?? []) dropped |= event;
    return dropped;
  }

  /** @returns those of the events whose filters had been dropped */
  forget(fd: number, events: number): number {
    const refusals = this.#refusals.get(fd);
    if (refusals === undefined) return 0;
    const dropped = this.of(fd);
    if ((dropped & ~events) === 0) {
      // First, as it may throw: see native/binding/base/stack.h.
      this.#change(fd, EVFILT_USER as number, KQ_EV_DELETE);
      this.#refusals.delete(fd);
    } else {
      refusals.delete(dropped & events);
    }
    return dropped & events;
  }

  #change(fd: number, filter: number, flags: number): number {
    this.#set.putChange(0, fd, filter, flags);
    return this.#set.apply(1);
  }
}

function filterOf(event: number): number {
  return event === EVENT_READ ? KQ_FILTER_READ : KQ_FILTER_WRITE;
}
