/**
 * kqueue(2) as an object, as Python's `select.kqueue`: the bare kernel object of the BSDs and macOS.
 */
import { addon } from '../addon/index.js';
import { checkedInteger, INT_MAX, INT_MIN } from '../arguments/index.js';
import { osError, ValueError } from '../errors/index.js';
import { Opaque, TEXT } from '../opaque/index.js';
import { timeoutMsFromSeconds, wait } from '../wait/index.js';
import { KernelDescriptor } from './kernelDescriptor.js';
import { KEvent } from './kevent.js';
import { KqueueSet } from './kqueueSet.js';
import { requireAvailable } from './platform.js';
import { LONGEST_SELECT_MS } from './select.js';

/** More than any process has filters: a list that goes on beyond never ends. */
const MOST_CHANGES = 2 ** 20;

/** The filters behind a Kqueue, for `KqueueSelector` to change and to wait for without KEvents. */
export let kqueueSetOf: (kqueue: Kqueue) => KqueueSet;

export class Kqueue extends Opaque {
  /** Whether kqueue works here. */
  static readonly isAvailable: boolean = probe();

  static {
    kqueueSetOf = (kqueue) => kqueue.#set;
  }

  readonly #descriptor: KernelDescriptor;
  readonly #set: KqueueSet;

  /**
   * The descriptor is close-on-exec.
   *
   * @throws OSError EMFILE at the limit of descriptors
   * @throws NotImplementedError where there is no kqueue
   */
  constructor();
  constructor(adopted?: KernelDescriptor) {
    requireAvailable('Kqueue', Kqueue.isAvailable);
    super();
    this.#descriptor =
      adopted instanceof KernelDescriptor
        ? adopted
        : KernelDescriptor.own('kqueue', (addon.kqueueCreate as () => number)());
    this.#set = new KqueueSet(this.#descriptor);
  }

  /**
   * An object for a kqueue descriptor that exists already. To close the object closes the descriptor.
   *
   * @throws TypeError, ValueError or OverflowError for what is no descriptor
   */
  static fromfd(fd: number): Kqueue {
    const Adopting = Kqueue as new (adopted: KernelDescriptor) => Kqueue;
    return new Adopting(KernelDescriptor.adopt('kqueue', fd));
  }

  get closed(): boolean {
    return this.#descriptor.closed;
  }

  /** @throws ValueError once closed */
  fileno(): number {
    return this.#descriptor.fd;
  }

  /** Frees the kernel object; may be called again. */
  close(): void {
    this.#descriptor.close();
  }

  [Symbol.dispose](): void {
    void this.#descriptor;
    this.close();
  }

  /** @internal */
  override [TEXT](className: string): string {
    return `<${className} ${this.#descriptor}>`;
  }

  /**
   * Applies changes, then waits for events: kevent(2).
   *
   * @param changelist - changes, or `null` for none
   * @param maxEvents - room for events; 0 applies the changes and returns at once. A change that
   *   fails is an event with KQ_EV_ERROR where there is room for it, and an OSError where not
   * @param timeout - seconds; `null` waits for ever
   * @throws TypeError if the changelist is not iterable or holds something else than KEvents
   * @throws ValueError for a negative maxEvents or time-out, NaN, or a closed kqueue
   * @throws OverflowError for a number that is too large
   * @throws OSError ENOENT, EBADF, EINVAL … for a change that failed
   */
  control(
    changelist: Iterable<KEvent> | null,
    maxEvents: number,
    timeout: number | null = null,
  ): KEvent[] {
    const capacity = checkedInteger(maxEvents, 'maxEvents', INT_MIN, INT_MAX);
    if (capacity < 0) throw new ValueError(`maxEvents must not be negative, as ${capacity} is`);
    const timeoutMs = timeoutMsFromSeconds(timeout, LONGEST_SELECT_MS);
    if (timeoutMs < 0) throw new ValueError('timeout must not be negative');
    const changes = toChanges(changelist);
    // The changes go in with the first call alone.
    let left = changes;
    const call = (sliceMs: number) => {
      const now = left;
      left = NO_CHANGES;
      return this.#set.control(now, capacity, sliceMs);
    };
    // With no room for events the kernel does not wait, and neither must the loop.
    const count = wait(call, capacity === 0 ? 0 : timeoutMs);
    if (count < 0) {
      // Of several changes, which one failed is not known.
      const subject =
        changes.length === 1 ? `fd ${changes[0]?.ident}` : `kqueue fd ${this.#descriptor.fd}`;
      throw osError(count, subject);
    }
    return Array.from({ length: count }, (_, place) => this.#set.eventAt(place));
  }
}

const NO_CHANGES: readonly KEvent[] = [];

function toChanges(changelist: Iterable<KEvent> | null): readonly KEvent[] {
  if (changelist === null) return NO_CHANGES;
  if (typeof changelist?.[Symbol.iterator] !== 'function') {
    throw new TypeError('changelist must be an array or another iterable of KEvent, or null');
  }
  const changes: KEvent[] = [];
  for (const change of changelist) {
    if (!(change instanceof KEvent)) throw new TypeError('changelist must hold KEvents only');
    if (changes.length === MOST_CHANGES) throw new ValueError('too many changes in changelist');
    changes.push(checkedAgain(change));
  }
  return changes;
}

/** A program may have written other values into the fields of a KEvent since it was made. */
function checkedAgain({ ident, filter, flags, fflags, data, udata }: KEvent): KEvent {
  return new KEvent(ident, filter, flags, fflags, data, udata);
}

function probe(): boolean {
  const fd = addon.kqueueCreate?.() ?? -1;
  return fd >= 0 && addon.closeDescriptor(fd) === 0;
}
