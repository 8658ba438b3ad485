/**
 * The filters of a kqueue for the two events of a descriptor: at most one kevent(2) each to add or delete.
 */
import { checkedInteger, INT_MAX } from '../arguments/index.js';
import { osError } from '../errors/index.js';
import {
  KQ_EV_ADD,
  KQ_EV_DELETE,
  KQ_FILTER_READ,
  KQ_FILTER_WRITE,
  type KqueueSet,
} from '../select/index.js';
import { EVENT_READ, EVENT_WRITE } from './events.js';

export class KqueueFilters {
  readonly #set: KqueueSet;

  constructor(set: KqueueSet) {
    this.#set = set;
  }

  /**
   * Adds the filters of all events, or of none. Differs from CPython, which left the first filter behind
   * when the second was refused.
   *
   * @param taken - those to take back then, which were not there before
   * @throws OverflowError for a number that is larger than an int
   * @throws OSError EBADF for a closed descriptor; EPIPE, EINVAL … where the kernel refuses a filter
   */
  add(fd: number, events: number, taken: number): void {
    checkedInteger(fd, 'fd', 0, INT_MAX);
    const count = this.#putChanges(fd, events, KQ_EV_ADD);
    const outcome = this.#set.apply(count);
    if (outcome >= 0) return;
    const error = osError(outcome, `fd ${fd}`);
    if (count === 2 && (taken & EVENT_READ) !== 0) this.delete(fd, EVENT_READ);
    throw error;
  }

  /**
   * A filter that is not there is no error: it went with its descriptor, which has been closed.
   *
   * @returns whether all were there
   */
  delete(fd: number, events: number): boolean {
    const count = this.#putChanges(fd, events, KQ_EV_DELETE);
    if (this.#set.apply(count) >= 0) return true;
    // The first that is not there has kept the kernel from deleting the second.
    if (count === 2) this.delete(fd, EVENT_WRITE);
    return false;
  }

  #putChanges(fd: number, events: number, flags: number): number {
    let count = 0;
    if (events & EVENT_READ) this.#set.putChange(count++, fd, KQ_FILTER_READ, flags);
    if (events & EVENT_WRITE) this.#set.putChange(count++, fd, KQ_FILTER_WRITE, flags);
    return count;
  }
}
