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
 * the kqueue itself stays readable for whoever waits for that. It does not go with the descriptor, as
 * other filters do: each time it is reported, the kernel is asked whether it refuses the filter still.
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
    if (outcome >= 0 || !isOpen(fd)) return;
    // NetBSD has had it since 10. (It drops no filter of a pipe.)
    if (EVFILT_USER === undefined) return;
    const refusals = this.#refusals.get(fd) ?? new Map<number, number>();
    this.#refusals.set(fd, refusals.set(event, outcome));
    this.#set.putChange(0, fd, EVFILT_USER, KQ_EV_ADD);
    // A change of its own: FreeBSD ignores NOTE_TRIGGER in the one that adds the filter.
    this.#set.putChange(1, fd, EVFILT_USER, 0, NOTE_TRIGGER);
    this.#set.apply(2);
  }

  /** To be called when an EVFILT_USER is reported: the events that its descriptor is ready for. */
  readyEvents(fd: number): number {
    let ready = 0;
    const refusals = this.#refusals.get(fd) ?? [];
    for (const [event, refusal] of refusals) {
      const outcome = this.#change(fd, filterOf(event), KQ_EV_ADD);
      // NetBSD has one errno for a file that is gone and for a descriptor that is closed.
      if (outcome === refusal && isOpen(fd)) {
        ready |= event;
      } else {
        // The number belongs to another file now, which nobody has registered.
        if (outcome >= 0) this.#change(fd, filterOf(event), KQ_EV_DELETE);
        this.forget(fd, event);
      }
    }
    return ready;
  }

  /** Whether the EVFILT_USER of this number is one from here. */
  has(fd: number): boolean {
    return this.#refusals.has(fd);
  }

  /** @returns those of the events whose filters the kernel has not dropped */
  forget(fd: number, events: number): number {
    const refusals = this.#refusals.get(fd);
    if (refusals === undefined) return events;
    let others = events;
    for (const event of refusals.keys()) {
      if ((events & event) === 0) continue;
      refusals.delete(event);
      others &= ~event;
    }
    if (refusals.size === 0) {
      this.#refusals.delete(fd);
      this.#change(fd, EVFILT_USER as number, KQ_EV_DELETE);
    }
    return others;
  }

  #change(fd: number, filter: number, flags: number): number {
    this.#set.putChange(0, fd, filter, flags);
    return this.#set.apply(1);
  }
}

function filterOf(event: number): number {
  return event === EVENT_READ ? KQ_FILTER_READ : KQ_FILTER_WRITE;
}
