import { checkedInteger } from '../arguments/index.js';
import { osError } from '../errors/index.js';
import type { FileObject } from '../fileobj/index.js';
import {
  EVFILT_USER,
  type Interests,
  KQ_EV_ADD,
  KQ_EV_DELETE,
  KQ_EV_ONESHOT,
  KQ_FILTER_READ,
  KQ_FILTER_WRITE,
  Kqueue,
  type KqueueSet,
  kqueueSetOf,
  LONGEST_SELECT_MS,
  POLLIN,
  requireAvailable,
} from '../select/index.js';
import { type Attempt, wait } from '../wait/index.js';
import { BaseSelectorImpl } from './baseSelectorImpl.js';
import { DescriptorTable } from './descriptorTable.js';
import { DroppedFilters } from './droppedFilters.js';
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
  readonly #set: KqueueSet;
  readonly #dropped: DroppedFilters;
  readonly #wait: Attempt = { attempt: (timeoutMs) => this.#attempt(timeoutMs) };
  /** What the last attempt found. */
  #ready: Array<[SelectorKey<F, D>, number]> = NONE;
  /** By descriptor that is watched for both events: where its pair stands in the result. */
  readonly #pairPlaces = new DescriptorTable();
  /** How many events of the last attempt were of descriptors that have been closed. */
  #staleCount = 0;

  /**
   * @throws OSError EMFILE at the limit of descriptors
   * @throws NotImplementedError where there is no kqueue
   */
  constructor() {
    super();
    requireAvailable('KqueueSelector', KqueueSelector.isAvailable);
    this.#kqueue = new new.target._selectorCls();
    this.#set = kqueueSetOf(this.#kqueue);
    this.#dropped = new DroppedFilters(this.#set);
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
    checkedInteger(fd, 'fd', 0, Number.MAX_SAFE_INTEGER);
    const count = this.#putChanges(fd, events, KQ_EV_ADD);
    const outcome = this.#set.apply(count);
    if (outcome >= 0) return;
    const error = osError(outcome, `fd ${fd}`);
    // Differs from CPython, which left the first filter behind when the second was refused.
    if (count === 2) this.#deleteFilters(fd, EVENT_READ);
    throw error;
  }

  protected override unwatch(fd: number, events: number): void {
    const left = this.#dropped.forget(fd, events);
    if (left !== 0) this.#deleteFilters(fd, left);
  }

  /** Adds before it deletes: when a filter is refused, what was there before is still there. */
  protected override rewatch(fd: number, before: number, events: number): void {
    const added = events & ~before;
    const removed = before & ~events;
    if (added !== 0) this.watch(fd, added);
    if (removed !== 0) this.unwatch(fd, removed);
  }

  protected override get pollableDescriptor(): number {
    return this.fileno();
  }

  protected override interests(): Interests {
    return { entries: Int32Array.of(this.fileno(), POLLIN), size: 1 };
  }

  protected override watchWake(fd: number): void {
    this.watch(fd, EVENT_READ);
  }

  protected override waitReady(
    timeoutMs: number,
    returnOnSignal: boolean,
  ): Array<[SelectorKey<F, D>, number]> {
    // A descriptor watched for both has two filters, and both can be ready; and there is the waker's.
    this.#set.reserve(2 * this.keys.size + 1);
    const count = wait(this.#wait, timeoutMs, returnOnSignal);
    if (count < 0) throw osError(count, `fd ${this.#kqueue.fileno()}`);
    if (count === 0) return [];
    const ready = this.#ready;
    this.#ready = NONE;
    return ready;
  }

  #attempt(timeoutMs: number): number {
    const count = this.#set.attempt(timeoutMs);
    if (count <= 0) return count;
    this.#staleCount = 0;
    // Most often there is one, and an array literal is the fastest way to one.
    const first = this.#pairAt(0, NONE);
    const ready = first === undefined ? [] : [first];
    for (let place = 1; place < count; place++) {
      const pair = this.#pairAt(place, ready);
      if (pair !== undefined) ready.push(pair);
    }
    this.#ready = ready;
    // Not how many are in it: what was registered from elsewhere ends the wait too, as in CPython.
    return count - this.#staleCount;
  }

  /** The key that an event is for, with what is ready; nothing if that has been added to a pair before. */
  #pairAt(
    place: number,
    ready: Array<[SelectorKey<F, D>, number]>,
  ): [SelectorKey<F, D>, number] | undefined {
    const fd = this.#set.fdAt(place);
    const key = this.keys.get(fd);
    if (key === undefined) {
      this.takeWakeup(fd);
      return undefined;
    }
    const events = this.#eventsAt(place, key);
    if (events === STALE) {
      this.#staleCount++;
      return undefined;
    }
    if (key.events !== BOTH) return [key, events];
    const pairPlace = this.#pairPlaces.get(fd) as number;
    const pair = pairPlace < ready.length ? ready[pairPlace] : undefined;
    if (pair?.[0] === key) {
      pair[1] |= events;
      return undefined;
    }
    this.#pairPlaces.set(fd, ready.length);
    return [key, events];
  }

  /** What an event says of those that its key is for. */
  #eventsAt(place: number, { fd, events }: SelectorKey<F, D>): number {
    const filter = this.#set.filterAt(place);
    if (filter === EVFILT_USER && this.#dropped.has(fd)) {
      return this.#dropped.readyEvents(fd) || STALE;
    }
    const event = toEvent(filter) & events;
    if (event !== 0 && this.#set.flagsAt(place) & KQ_EV_ONESHOT) this.#dropped.replace(fd, event);
    return event;
  }

  /** Puts a change for the filter of each event; returns how many. */
  #putChanges(fd: number, events: number, flags: number): number {
    let count = 0;
    if (events & EVENT_READ) this.#set.putChange(count++, fd, KQ_FILTER_READ, flags);
    if (events & EVENT_WRITE) this.#set.putChange(count++, fd, KQ_FILTER_WRITE, flags);
    return count;
  }

  /** A filter that is not there is no error: it went with its descriptor, which has been closed. */
  #deleteFilters(fd: number, events: number): void {
    const count = this.#putChanges(fd, events, KQ_EV_DELETE);
    // The first that is not there has kept the kernel from deleting the second.
    if (this.#set.apply(count) < 0 && count === 2) this.#deleteFilters(fd, EVENT_WRITE);
  }
}

const BOTH = EVENT_READ | EVENT_WRITE;

/** In place of events: the descriptor has been closed. */
const STALE = -1;

/** Instead of the last result, which would keep its keys alive. */
const NONE: never[] = [];

function toEvent(filter: number): number {
  if (filter === KQ_FILTER_READ) return EVENT_READ;
  return filter === KQ_FILTER_WRITE ? EVENT_WRITE : 0;
}
