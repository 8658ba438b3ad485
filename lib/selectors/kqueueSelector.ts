import { osError } from '../errors/index.js';
import type { FileObject } from '../fileobj/index.js';
import {
  EVFILT_USER,
  KQ_EV_EOF,
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
import { type BlockingCall, type Interests, requireStack, wait } from '../wait/index.js';
import { BaseSelectorImpl } from './baseSelectorImpl.js';
import { DroppedFilters } from './droppedFilters.js';
import { EVENT_READ, EVENT_WRITE } from './events.js';
import { KqueueFilters } from './kqueueFilters.js';
import type { SelectorKey } from './selectorKey.js';
import { withRoomFor } from './withRoomFor.js';

/** A selector over kqueue(2), on the BSDs and macOS: each `select()` costs time in proportion to what is ready. */
export class KqueueSelector<
  F extends FileObject = FileObject,
  D = unknown,
> extends BaseSelectorImpl<F, D> {
  /** Whether kqueue works here. */
  static readonly isAvailable: boolean = Kqueue.isAvailable;

  /** The class of the kernel object, as in CPython. (Its `control()` is not what is called here.) */
  static _selectorCls: new () => Kqueue = Kqueue;

  readonly #kqueue: Kqueue;
  readonly #set: KqueueSet;
  readonly #filters: KqueueFilters;
  readonly #dropped: DroppedFilters;
  readonly #call: BlockingCall = (timeoutMs) => this.#waitOnce(timeoutMs);
  /** What the last wait found. */
  #ready: Array<[SelectorKey<F, D>, number]> = NONE;
  /** For each descriptor that is watched for both events: where its pair stands in the result. */
  #pairPlaces: Int32Array = new Int32Array(64);
  /** How many events of the last wait came too late for their descriptors. */
  #staleCount = 0;
  /** True while events are taken from the kernel; still true when an exception has ended that. */
  #isTaking = false;

  /**
   * @throws OSError EMFILE at the limit of descriptors
   * @throws NotImplementedError where there is no kqueue
   */
  constructor() {
    super('kqueue', LONGEST_SELECT_MS);
    requireAvailable('KqueueSelector', KqueueSelector.isAvailable);
    this.#kqueue = new new.target._selectorCls();
    this.#set = kqueueSetOf(this.#kqueue);
    this.#filters = new KqueueFilters(this.#set);
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

  protected override releaseKernelObject(): void {
    this.#kqueue.close();
  }

  protected override watch(fd: number, events: number): void {
    this.#filters.add(fd, events, events);
    this.#pairPlaces = withRoomFor(fd, this.#pairPlaces);
  }

  protected override unwatch(fd: number, events: number): void {
    this.#remove(fd, events);
  }

  /**
   * Adds before it deletes: when a filter is refused, what was there before is still there. A filter that
   * should be there may not be, if its file was closed and another has the number: it is added again.
   */
  protected override rewatch(fd: number, before: number, events: number): void {
    const added = events & ~before;
    const removed = before & ~events;
    requireStack();
    if (added !== 0) this.#filters.add(fd, events & ~this.#dropped.of(fd), added);
    const wasThere = removed === 0 || this.#remove(fd, removed);
    if (added === 0 && !wasThere) this.#filters.add(fd, events, events);
  }

  /** @returns false if a filter was not there */
  #remove(fd: number, events: number): boolean {
    const present = events & ~this.#dropped.forget(fd, events);
    return present === 0 || this.#filters.delete(fd, present);
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
    this.#set.reserve(2 * this.keyTable.size + 1);
    const count = wait(this.#call, timeoutMs, returnOnSignal);
    if (count < 0) throw osError(count, `fd ${this.#kqueue.fileno()}`);
    if (count === 0) return [];
    const ready = this.#ready;
    this.#ready = NONE;
    return ready;
  }

  #waitOnce(timeoutMs: number): number {
    if (this.#isTaking) this.#watchAgain();
    this.#isTaking = true;
    const count = this.#set.waitOnce(timeoutMs);
    this.#isTaking = count > 0;
    if (count <= 0) return count;
    this.#staleCount = 0;
    this.#ready = count === 1 ? this.#takeOne() : this.#take(count);
    this.#isTaking = false;
    // The count of events, not of keys: an event of a descriptor that was registered through `fileno()` ends the
    // wait too, as in CPython.
    return count - this.#staleCount;
  }

  /** For one event, the most frequent case. In a method of its own, V8 compiles it to faster code. */
  #takeOne(): Array<[SelectorKey<F, D>, number]> {
    const pair = this.#firstPair();
    return pair === undefined ? [] : [pair];
  }

  #take(count: number): Array<[SelectorKey<F, D>, number]> {
    const pairPlaces = this.#pairPlaces;
    // An array literal is faster to begin with than an empty array.
    const first = this.#firstPair();
    const ready = first === undefined ? [] : [first];
    for (let place = 1; place < count; place++) {
      const key = this.#keyAt(place);
      if (key === undefined) continue;
      const events = this.#eventsAt(place, key);
      if (events === STALE) continue;
      if (key.events === BOTH) {
        const pairPlace = pairPlaces[key.fd] as number;
        const pair = pairPlace < ready.length ? ready[pairPlace] : undefined;
        if (pair?.[0] === key) {
          pair[1] |= events;
          continue;
        }
        pairPlaces[key.fd] = ready.length;
      }
      ready.push([key, events]);
    }
    return ready;
  }

  #firstPair(): [SelectorKey<F, D>, number] | undefined {
    const key = this.#keyAt(0);
    if (key === undefined) return undefined;
    const events = this.#eventsAt(0, key);
    if (events === STALE) return undefined;
    this.#pairPlaces[key.fd] = 0;
    return [key, events];
  }

  /** The key of an event. An event without a key ends the wait too. */
  #keyAt(place: number): SelectorKey<F, D> | undefined {
    const fd = this.#set.fdAt(place);
    const key = this.keyTable.get(fd);
    if (key === undefined) this.takeWakeup(fd);
    return key;
  }

  /** The events of the key that a kernel's event means, or STALE. */
  #eventsAt(place: number, { fd, events }: SelectorKey<F, D>): number {
    const filter = this.#set.filterAt(place);
    if (filter === EVFILT_USER) {
      const ready = this.#dropped.readyEvents(fd);
      if (ready === 0) {
        this.#staleCount++;
        return STALE;
      }
      if (ready !== undefined) return ready;
    }
    const event = toEvent(filter) & events;
    const isDropped = (this.#set.flagsAt(place) & DROPPED) === DROPPED;
    if (isDropped && event !== 0) this.#dropped.replace(fd, event);
    return event;
  }

  /**
   * Adds all filters again: a stack overflow may have come between an event that its filter is gone and
   * the call that is to replace the filter.
   */
  #watchAgain(): void {
    for (const [fd, { events }] of this.keyTable.entries()) {
      if (events & EVENT_READ) this.#dropped.replace(fd, EVENT_READ);
      if (events & EVENT_WRITE) this.#dropped.replace(fd, EVENT_WRITE);
    }
  }
}

const BOTH = EVENT_READ | EVENT_WRITE;

/** The flags of an event whose filter is gone. */
const DROPPED = KQ_EV_EOF | KQ_EV_ONESHOT;

/** Takes the place of events: the descriptor has been closed, and its number may be another file's. */
const STALE = -1;

/** Takes the place of the last result, which would keep its keys alive. */
const NONE: never[] = [];

function toEvent(filter: number): number {
  if (filter === KQ_FILTER_READ) return EVENT_READ;
  return filter === KQ_FILTER_WRITE ? EVENT_WRITE : 0;
}
