import { checkedBoolean, checkedOptions } from '../arguments/index.js';
import type { FileObject } from '../fileobj/index.js';
import {
  type DescriptorSets,
  emptySets,
  LONGEST_SELECT_MS,
  POLLIN,
  POLLOUT,
  waitForSets,
} from '../select/index.js';
import type { BlockingCall, Interests } from '../wait/index.js';
import { BaseSelectorImpl } from './baseSelectorImpl.js';
import { EVENT_READ, EVENT_WRITE } from './events.js';
import type { SelectorKey } from './selectorKey.js';

export interface SelectSelectorOptions {
  /** Watch descriptors at and above FD_SETSIZE (1024 on most systems) too. Default: false. */
  readonly unlimited?: boolean;
}

/**
 * A selector over select(2), which every system has: each `select()` costs time in proportion to the
 * highest descriptor. A descriptor at or above FD_SETSIZE is, as in CPython, taken by `register()`
 * and a ValueError from `select()`, unless it is unlimited.
 */
export class SelectSelector<
  F extends FileObject = FileObject,
  D = unknown,
> extends BaseSelectorImpl<F, D> {
  static readonly isAvailable: boolean = true;

  readonly #sets: DescriptorSets;
  readonly #call: BlockingCall = (timeoutMs) => this.#waitOnce(timeoutMs);
  /** The descriptors that the sets do not take, with the events they are watched for. */
  readonly #beyond = new Map<number, number>();

  /** @throws TypeError if `unlimited` is no boolean */
  constructor(options: SelectSelectorOptions = {}) {
    super('select', LONGEST_SELECT_MS);
    const { unlimited = false } = checkedOptions(options);
    this.#sets = emptySets(checkedBoolean(unlimited, 'unlimited'));
  }

  protected override watch(fd: number, events: number): void {
    if (this.#sets.takes(fd)) this.#assign(fd, events);
    else this.#beyond.set(fd, events);
  }

  protected override unwatch(fd: number): void {
    this.#sets.delete(fd);
    if (this.#beyond.size > 0) this.#beyond.delete(fd);
  }

  protected override rewatch(fd: number, _before: number, events: number): void {
    if (this.#beyond.has(fd)) this.#beyond.set(fd, events);
    else this.#assign(fd, events);
  }

  protected override interests(): Interests {
    const entries = this.keyTable
      .entries()
      .flatMap(([fd, { events }]) => [fd, toPollEvents(events)]);
    if (this.wakeFd !== undefined) entries.push(this.wakeFd, POLLIN);
    return { entries: Int32Array.from(entries), size: entries.length / 2 };
  }

  protected override watchWake(fd: number): void {
    this.#sets.assign(fd, true, false);
  }

  protected override waitReady(
    timeoutMs: number,
    returnOnSignal: boolean,
  ): Array<[SelectorKey<F, D>, number]> {
    for (const [fd, events] of this.#beyond) {
      // Throws the error of select(2), unless the descriptor has been opened since.
      this.#assign(fd, events);
      this.#beyond.delete(fd);
    }
    const ready: Array<[SelectorKey<F, D>, number]> = [];
    if (waitForSets(this.#sets, timeoutMs, returnOnSignal, this.#call) === 0) return ready;
    this.#sets.forEachReady((fd, readable, writable) => {
      const key = this.keyTable.get(fd);
      if (key === undefined) return this.takeWakeup(fd);
      const events = (readable ? EVENT_READ : 0) | (writable ? EVENT_WRITE : 0);
      ready.push([key, events & key.events]);
    });
    return ready;
  }

  #waitOnce(timeoutMs: number): number {
    // An interrupt hook may have closed it.
    this.requireOpen();
    return this.#sets.waitOnce(timeoutMs);
  }

  #assign(fd: number, events: number): void {
    this.#sets.assign(fd, (events & EVENT_READ) !== 0, (events & EVENT_WRITE) !== 0);
  }
}

function toPollEvents(events: number): number {
  return (events & EVENT_READ ? POLLIN : 0) | (events & EVENT_WRITE ? POLLOUT : 0);
}
