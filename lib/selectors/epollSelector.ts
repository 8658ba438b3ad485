import { osError } from '../errors/index.js';
import type { FileObject } from '../fileobj/index.js';
import {
  EPOLLIN,
  EPOLLOUT,
  Epoll,
  type EpollSet,
  epollSetOf,
  type GenerationalEpoll,
  POLLIN,
  requireAvailable,
} from '../select/index.js';
import { type BlockingCall, type Interests, wait } from '../wait/index.js';
import { EVENT_READ, EVENT_WRITE } from './events.js';
import { PollLikeSelector } from './pollLikeSelector.js';
import type { SelectorKey } from './selectorKey.js';
import { withRoomFor } from './withRoomFor.js';

/**
 * A selector over epoll(7), on Linux: each `select()` costs time in proportion to what is ready.
 *
 * Differs from CPython: epoll goes on reporting a closed file that lives on through a duplicate, and
 * reports it by its old number. Each registration has a generation, which its events bring back:
 * the events of an earlier owner of the number are told apart and the kernel's set is rebuilt
 * without it, or it would be ready for ever.
 */
export class EpollSelector<F extends FileObject = FileObject, D = unknown> extends PollLikeSelector<
  F,
  D
> {
  /** Whether epoll works here. */
  static readonly isAvailable: boolean = Epoll.isAvailable;

  /** The class of the kernel object: a seam for tests, as in CPython. */
  static _selectorCls: new () => Epoll = Epoll;

  readonly #kernelObject: GenerationalEpoll;
  readonly #set: EpollSet;
  /** The generation of each registration, by descriptor. */
  #generations: Int32Array = new Int32Array(64);
  #lastGeneration = 0;
  readonly #call: BlockingCall = (timeoutMs) => this.#waitOnce(timeoutMs);
  /** What the last wait found. */
  #ready: Array<[SelectorKey<F, D>, number]> = NONE;
  #sawStale = false;

  /**
   * @throws OSError EMFILE at the limit of descriptors
   * @throws NotImplementedError where there is no epoll
   */
  constructor() {
    super('epoll');
    requireAvailable('EpollSelector', EpollSelector.isAvailable);
    this.#kernelObject = new new.target._selectorCls();
    this.#set = epollSetOf(this.#kernelObject) as EpollSet;
  }

  /**
   * The epoll object's own descriptor: readable when something is ready, so that it can be watched
   * by another selector.
   *
   * @throws ValueError once closed
   */
  fileno(): number {
    return this.#kernelObject.fileno();
  }

  protected override releaseKernelObject(): void {
    this.#kernelObject.close();
  }

  protected override get kernelObject(): GenerationalEpoll {
    return this.#kernelObject;
  }

  protected override watch(fd: number, events: number): void {
    const generation = this.#nextGeneration();
    this.#kernelObject.register(fd, toMask(events), generation);
    this.#generations = withRoomFor(fd, this.#generations);
    this.#generations[fd] = generation;
  }

  protected override rewatch(fd: number, _before: number, events: number): void {
    this.#kernelObject.modify(fd, toMask(events), this.#generations[fd]);
  }

  protected override get pollableDescriptor(): number {
    return this.fileno();
  }

  protected override interests(): Interests {
    return { entries: Int32Array.of(this.fileno(), POLLIN), size: 1 };
  }

  protected override watchWake(fd: number): void {
    this.#kernelObject.register(fd, EPOLLIN);
  }

  protected override waitReady(
    timeoutMs: number,
    returnOnSignal: boolean,
  ): Array<[SelectorKey<F, D>, number]> {
    this.#set.reserve(this.keyTable.size + 1); // One for the waker.
    const count = wait(this.#call, timeoutMs, returnOnSignal);
    if (count < 0) throw osError(count, `fd ${this.#kernelObject.fileno()}`);
    if (count === 0) return [];
    const ready = this.#ready;
    this.#ready = NONE;
    return ready;
  }

  #waitOnce(timeoutMs: number): number {
    const count = this.#set.waitOnce(timeoutMs);
    if (count <= 0) return count;
    // Most waits find one event. An array literal is the fastest way to make an array of one.
    const first = this.#pairAt(0);
    const ready = first === undefined ? [] : [first];
    for (let place = 1; place < count; place++) {
      const pair = this.#pairAt(place);
      if (pair !== undefined) ready.push(pair);
    }
    if (this.#sawStale) {
      this.#sawStale = false;
      this.#rebuild();
      // Stale events may have taken the places of others. What was ready still is, so look again.
      return this.#waitOnce(0);
    }
    this.#ready = ready;
    // The count of events, not of keys: an event of a descriptor that was registered through `fileno()` ends the
    // wait too, as in CPython.
    return count;
  }

  /** The key of an event, with what is ready; undefined if the event has no key any more. */
  #pairAt(place: number): [SelectorKey<F, D>, number] | undefined {
    const fd = this.#set.fdAt(place);
    const generation = this.#set.generationAt(place);
    const key = this.keyTable.get(fd);
    // Generation 0: the descriptor was registered or modified through `fileno()`, not by this selector.
    if (key !== undefined && (generation === this.#generations[fd] || generation === 0)) {
      return [key, toEvents(this.#set.eventsAt(place)) & key.events];
    }
    if (generation !== 0) this.#sawStale = true;
    else this.takeWakeup(fd);
    return undefined;
  }

  #nextGeneration(): number {
    this.#lastGeneration = (this.#lastGeneration + 1) & 0x7fffffff || 1;
    return this.#lastGeneration;
  }

  #rebuild(): void {
    const interests = this.keyTable
      .entries()
      .map(([fd, { events }]) => [fd, toMask(events), this.#generations[fd] as number]);
    if (this.wakeFd !== undefined) interests.push([this.wakeFd, EPOLLIN, 0]);
    this.#set.rebuild(Int32Array.from(interests.flat()));
    this.kernelObjectReplaced();
  }
}

/** Takes the place of the last result, which would keep its keys alive. */
const NONE: never[] = [];

function toMask(events: number): number {
  return (events & EVENT_READ ? EPOLLIN : 0) | (events & EVENT_WRITE ? EPOLLOUT : 0);
}

/** Events that are neither, such as EPOLLHUP and EPOLLERR, make a descriptor ready for both. */
function toEvents(mask: number): number {
  return (mask & ~EPOLLIN ? EVENT_WRITE : 0) | (mask & ~EPOLLOUT ? EVENT_READ : 0);
}
