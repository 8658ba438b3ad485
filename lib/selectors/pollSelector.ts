import type { FileObject } from '../fileobj/index.js';
import { POLLIN, POLLOUT, Poll, pollSetOf, requireAvailable } from '../select/index.js';
import type { BlockingCall, Interests } from '../wait/index.js';
import { EVENT_READ, EVENT_WRITE } from './events.js';
import { PollLikeSelector } from './pollLikeSelector.js';
import type { SelectorKey } from './selectorKey.js';

/** A selector over poll(2): no limit on descriptors; each `select()` costs time in proportion to them. */
export class PollSelector<F extends FileObject = FileObject, D = unknown> extends PollLikeSelector<
  F,
  D
> {
  /** Whether poll(2) works here. */
  static readonly isAvailable: boolean = Poll.isAvailable;

  /** The class of the kernel object: a seam for tests, as in CPython. */
  static _selectorCls: new () => Poll = Poll;

  readonly #kernelObject: Poll;
  readonly #call: BlockingCall = (timeoutMs) => this.#waitOnce(timeoutMs);

  /** @throws NotImplementedError where poll(2) is missing */
  constructor() {
    super('poll');
    requireAvailable('PollSelector', PollSelector.isAvailable);
    this.#kernelObject = new new.target._selectorCls();
  }

  protected override get kernelObject(): Poll {
    return this.#kernelObject;
  }

  protected override watch(fd: number, events: number): void {
    this.#kernelObject.register(fd, toMask(events));
  }

  protected override rewatch(fd: number, _before: number, events: number): void {
    this.#kernelObject.modify(fd, toMask(events));
  }

  protected override interests(): Interests {
    return pollSetOf(this.#kernelObject);
  }

  protected override watchWake(fd: number): void {
    this.#kernelObject.register(fd, POLLIN);
  }

  protected override waitReady(
    timeoutMs: number,
    returnOnSignal: boolean,
  ): Array<[SelectorKey<F, D>, number]> {
    const ready: Array<[SelectorKey<F, D>, number]> = [];
    const set = pollSetOf(this.#kernelObject);
    let left = set.wait(timeoutMs, returnOnSignal, this.#call);
    for (let place = 0; left > 0; place++) {
      const revents = set.readyAt(place);
      if (revents === 0) continue;
      left--;
      const fd = set.fdAt(place);
      const key = this.keyTable.get(fd);
      if (key === undefined) this.takeWakeup(fd);
      else ready.push([key, toEvents(revents) & key.events]);
    }
    return ready;
  }

  #waitOnce(timeoutMs: number): number {
    // An interrupt hook may have closed it.
    this.requireOpen();
    return pollSetOf(this.#kernelObject).waitOnce(timeoutMs);
  }
}

function toMask(events: number): number {
  return (events & EVENT_READ ? POLLIN : 0) | (events & EVENT_WRITE ? POLLOUT : 0);
}

/** Events that are neither, such as POLLHUP and POLLERR, make a descriptor ready for both. */
function toEvents(revents: number): number {
  return (revents & ~POLLIN ? EVENT_WRITE : 0) | (revents & ~POLLOUT ? EVENT_READ : 0);
}
