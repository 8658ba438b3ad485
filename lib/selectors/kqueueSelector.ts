import { OSError } from '../errors/index.js';
import type { FileObject } from '../fileobj/index.js';
import {
  type Interests,
  KEvent,
  KQ_EV_ADD,
  KQ_EV_DELETE,
  KQ_EV_ONESHOT,
  KQ_FILTER_READ,
  KQ_FILTER_WRITE,
  Kqueue,
  LONGEST_SELECT_MS,
  POLLIN,
  requireAvailable,
  waitForEvents,
} from '../select/index.js';
import { BaseSelectorImpl } from './baseSelectorImpl.js';
import { EVENT_READ, EVENT_WRITE } from './events.js';
import type { SelectorKey } from './selectorKey.js';

/** A selector over kqueue(2), on the BSDs and macOS: each `select()` costs time in proportion to what is ready. */
export class KqueueSelector<
  F extends FileObject = FileObject,
  D = unknown,
> extends BaseSelectorImpl<F, D> {
  /** Whether kqueue works here. */
  static readonly isAvailable: boolean = Kqueue.isAvailable;

  /** The class of the kernel object: a seam for tests, as in CPython. */
  static _selectorCls: new () => Kqueue = Kqueue;

  protected override readonly longestTimeoutMs = LONGEST_SELECT_MS;
  readonly #kqueue: Kqueue;
  /**
   * Descriptors whose EVFILT_WRITE has gone: FreeBSD reports a pipe without readers once, and drops
   * the filter. Differs from CPython: it stays ready for writing, as with every other selector.
   */
  readonly #broken = new Set<number>();

  /**
   * @throws OSError EMFILE at the limit of descriptors
   * @throws NotImplementedError where there is no kqueue
   */
  constructor() {
    super();
    requireAvailable('KqueueSelector', KqueueSelector.isAvailable);
    this.#kqueue = new new.target._selectorCls();
  }

  /**
   * The kqueue's own descriptor: readable when something is ready, so that it can be watched by
   * another selector.
   *
   * @throws ValueError once closed
   */
  fileno(): number {
    return this.#kqueue.fileno();
  }

  protected override release(): void {
    this.#kqueue.close();
  }

  protected override watch(fd: number, events: number): void {
    this.rewatch(fd, 0, events);
  }

  protected override unwatch(fd: number, events: number): void {
    if (events & EVENT_READ) this.#deleteFilter(fd, KQ_FILTER_READ);
    if (events & EVENT_WRITE) this.#deleteFilter(fd, KQ_FILTER_WRITE);
  }

  /** Adds before it deletes: when a filter is refused, what was there before is still there. */
  protected override rewatch(fd: number, before: number, events: number): void {
    const added = events & ~before;
    const removed = before & ~events;
    if (added & EVENT_READ) this.#addFilter(fd, KQ_FILTER_READ);
    if (added & EVENT_WRITE) {
      try {
        this.#addFilter(fd, KQ_FILTER_WRITE);
      } catch (error) {
        // Differs from CPython, which left the first filter behind.
        if (added & EVENT_READ) this.#deleteFilter(fd, KQ_FILTER_READ);
        throw error;
      }
    }
    this.unwatch(fd, removed);
  }

  protected override get pollableDescriptor(): number {
    return this.fileno();
  }

  protected override interests(): Interests {
    return { entries: Int32Array.of(this.fileno(), POLLIN), size: 1 };
  }

  protected override watchWake(fd: number): void {
    this.#addFilter(fd, KQ_FILTER_READ);
  }

  protected override waitReady(
    timeoutMs: number,
    returnOnSignal: boolean,
  ): Array<[SelectorKey<F, D>, number]> {
    // Differs from CPython: a descriptor that is ready for both is one entry, as on every backend.
    const events = new Map<number, number>();
    for (const fd of this.#broken) events.set(fd, EVENT_WRITE);
    // A descriptor watched for both has two filters, and both can be ready; and there is the waker's.
    const room = 2 * this.keys.size + 1;
    const waitMs = events.size > 0 ? 0 : timeoutMs;
    for (const event of waitForEvents(this.#kqueue, room, waitMs, returnOnSignal)) {
      const { ident: fd, filter, flags } = event;
      const isWrite = filter === KQ_FILTER_WRITE;
      if (isWrite && flags & KQ_EV_ONESHOT) this.#broken.add(fd);
      events.set(fd, (events.get(fd) ?? 0) | (isWrite ? EVENT_WRITE : EVENT_READ));
    }
    const ready: Array<[SelectorKey<F, D>, number]> = [];
    for (const [fd, mask] of events) {
      const key = this.keys.get(fd);
      if (key === undefined) this.takeWakeup(fd);
      else ready.push([key, mask & key.events]);
    }
    return ready;
  }

  #addFilter(fd: number, filter: number): void {
    this.#kqueue.control([new KEvent(fd, filter, KQ_EV_ADD)], 0, 0);
  }

  #deleteFilter(fd: number, filter: number): void {
    if (filter === KQ_FILTER_WRITE && this.#broken.delete(fd)) return;
    try {
      this.#kqueue.control([new KEvent(fd, filter, KQ_EV_DELETE)], 0, 0);
    } catch (error) {
      // The filter goes with its descriptor, which may have been closed since.
      if (!(error instanceof OSError)) throw error;
    }
  }
}
