/**
 * kqueue(2) as an object, as Python's `select.kqueue`: the bare kernel object of the BSDs and macOS.
 */
import { addon } from '../addon/index.js';
import { checkedInteger, INT_MAX, INT_MIN } from '../arguments/index.js';
import { osError, ValueError } from '../errors/index.js';
import { type Attempt, timeoutMsFromSeconds, wait } from '../wait/index.js';
import { KernelDescriptor } from './kernelDescriptor.js';
import { KEvent, ROW_SIZE, readRow, writeRow } from './kevent.js';
import { requireAvailable } from './platform.js';
import { LONGEST_SELECT_MS } from './select.js';

/** More filters than any process has; a change list that goes on beyond never ends. */
const MOST_ROWS = 2 ** 20;

/** `control()` as `KqueueSelector` needs it: without changes, by the millisecond. */
export let waitForEvents: (
  kqueue: Kqueue,
  maxEvents: number,
  timeoutMs: number,
  returnOnSignal: boolean,
) => KEvent[];

export class Kqueue {
  /** Whether kqueue works here. */
  static readonly isAvailable: boolean = probe();

  static {
    waitForEvents = (kqueue, maxEvents, timeoutMs, returnOnSignal) =>
      kqueue.#control(NO_ROWS, maxEvents, timeoutMs, returnOnSignal);
  }

  readonly #descriptor: KernelDescriptor;

  /**
   * The descriptor is close-on-exec.
   *
   * @throws OSError EMFILE at the limit of descriptors
   * @throws NotImplementedError where there is no kqueue
   */
  constructor();
  constructor(adopted?: KernelDescriptor) {
    requireAvailable('Kqueue', Kqueue.isAvailable);
    this.#descriptor =
      adopted instanceof KernelDescriptor
        ? adopted
        : KernelDescriptor.own('kqueue', (addon.kqueueCreate as () => number)());
  }

  /**
   * An object for a kqueue descriptor that exists already; closing either closes both.
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
    this.close();
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
    return this.#control(toRows(changelist), capacity, timeoutMs, false);
  }

  #control(
    changes: Float64Array,
    maxEvents: number,
    timeoutMs: number,
    returnOnSignal: boolean,
  ): KEvent[] {
    const events = new Float64Array(Math.min(maxEvents, MOST_ROWS) * ROW_SIZE);
    const call = new KeventCall(this.#descriptor, changes, events);
    // With no room for events the kernel does not wait, and neither must the loop.
    const count = wait(call, maxEvents === 0 ? 0 : timeoutMs, returnOnSignal);
    if (count < 0) {
      // Of several changes, which one failed is not known.
      const isOne = changes.length === ROW_SIZE;
      throw osError(count, isOne ? `fd ${changes[0]}` : `kqueue fd ${this.#descriptor.fd}`);
    }
    return Array.from({ length: count }, (_, index) => readRow(events, index));
  }
}

/** kevent(2) until something comes: the changes go in with the first attempt alone. */
class KeventCall implements Attempt {
  #changes: Float64Array;

  constructor(
    private readonly descriptor: KernelDescriptor,
    changes: Float64Array,
    private readonly events: Float64Array,
  ) {
    this.#changes = changes;
  }

  attempt(timeoutMs: number): number {
    const changes = this.#changes;
    this.#changes = NO_ROWS;
    const timeoutNs = timeoutMs === Number.POSITIVE_INFINITY ? -1 : Math.ceil(timeoutMs * 1e6);
    return addon.kqueueControl(
      this.descriptor.fd,
      changes,
      changes.length / ROW_SIZE,
      this.events,
      this.events.length / ROW_SIZE,
      timeoutNs,
    );
  }
}

const NO_ROWS = new Float64Array(0);

function toRows(changelist: Iterable<KEvent> | null): Float64Array {
  if (changelist === null) return NO_ROWS;
  if (typeof changelist?.[Symbol.iterator] !== 'function') {
    throw new TypeError('changelist must be an array or another iterable of KEvent, or null');
  }
  const changes: KEvent[] = [];
  for (const change of changelist) {
    if (!(change instanceof KEvent)) throw new TypeError('changelist must hold KEvents only');
    if (changes.length === MOST_ROWS) throw new ValueError('too many changes in changelist');
    changes.push(checkedAgain(change));
  }
  const rows = new Float64Array(changes.length * ROW_SIZE);
  changes.forEach((change, index) => {
    writeRow(rows, index, change);
  });
  return rows;
}

/** Its fields are anybody's to write, once it is made. */
function checkedAgain({ ident, filter, flags, fflags, data, udata }: KEvent): KEvent {
  return new KEvent(ident, filter, flags, fflags, data, udata);
}

function probe(): boolean {
  const fd = addon.kqueueCreate?.() ?? -1;
  return fd >= 0 && addon.closeDescriptor(fd) === 0;
}
