/**
 * Queues: CPython's Lib/queue.py.
 */
import { addon } from '../addon/index.js';
import { checkedBoolean, checkedInteger, INT_MAX, INT_MIN } from '../arguments/index.js';
import { Empty, Full, ShutDown, ValueError } from '../errors/index.js';
import { checkpoint, indexOf, Kind, SharedObject } from '../handles/index.js';
import { incoming, unwrap, wrap } from '../marshal/index.js';
import { TEXT } from '../opaque/index.js';
import { wait } from '../wait/index.js';
import { timeoutMsOf } from './timeouts.js';

/** One of the addon's outcomes. */
const SHUT_DOWN = 2;
const IN_ROOM = 8;

/**
 * First in, first out, between threads. Python's `queue.Queue`. A thread that is terminated in the
 * midst of a call leaves the queue as it was before the call or after it.
 *
 * Items are cloned as by `structuredClone()`, except that locks, queues and other objects that threads
 * share stay shared, a socket is moved, and a Buffer stays a Buffer.
 */
export class Queue<T = unknown> extends SharedObject {
  readonly #index: number;

  /** @param maxsize - how many items there is room for; 0 or less for any number */
  constructor(maxsize = 0) {
    super(queues, () => addon.queueCreate(checkedMaxsize(maxsize)));
    this.#index = indexOf(this);
  }

  /**
   * The same queue as another thread's.
   *
   * @param handle - what `handle` was there
   * @throws TypeError, OverflowError if it cannot be a handle
   * @throws ValueError if there is no such Queue
   */
  static from<T = unknown>(handle: number): Queue<T> {
    return queues.from(handle) as Queue<T>;
  }

  /** How many items there is room for; 0 or less for any number. May be set at any time. */
  get maxsize(): number {
    return addon.queueMaxsize(this.#index);
  }

  set maxsize(maxsize: number) {
    addon.queueSetMaxsize(this.#index, checkedMaxsize(maxsize));
  }

  /** Whether `shutdown()` has been called. */
  get isShutdown(): boolean {
    checkpoint();
    return addon.queueIsShutDown(this.#index) === 1;
  }

  /** How many items were put for which `taskDone()` has not been called. */
  get unfinishedTasks(): number {
    checkpoint();
    return addon.queueUnfinishedTasks(this.#index);
  }

  /** How many items are in it now. */
  qsize(): number {
    checkpoint();
    return addon.queueSize(this.#index);
  }

  empty(): boolean {
    void this.#index;
    return this.qsize() === 0;
  }

  full(): boolean {
    const maxsize = addon.queueMaxsize(this.#index);
    return maxsize > 0 && this.qsize() >= maxsize;
  }

  /**
   * Waits for room, and puts an item there.
   *
   * @param block - false not to wait; the time-out is ignored then
   * @param timeout - seconds; null for any time
   * @throws Full if there was no room in that time
   * @throws ShutDown if the queue is shut down
   * @throws TypeError for an item that cannot be cloned, with nothing put
   * @throws ValueError for a time-out below 0, if room is limited
   */
  put(item: T, block = true, timeout: number | null = null): void {
    checkedBoolean(block, 'block');
    const index = this.#index;
    const isTimed = block && timeout !== null && addon.queueMaxsize(index) > 0;
    const timeoutMs = isTimed ? limited(timeout) : FOR_EVER;
    const { bytes, length, freight } = wrap(item);
    const call = (sliceMs: number) => {
      freight?.requireCurrent();
      const message = bytes.subarray(0, length);
      const holds = freight && Float64Array.from(freight.holds);
      const descriptors = freight && Int32Array.from(freight.descriptors);
      return addon.queuePut(index, message, holds, descriptors, sliceMs);
    };
    let outcome = freight === null ? addon.queueTryPut(index, length, bytes) : call(0);
    if (outcome === 0) outcome = wait(call, block ? timeoutMs : 0);
    if (outcome === 0) throw new Full('the queue is full');
    if (outcome === SHUT_DOWN) throw new ShutDown('the queue is shut down');
    freight?.left();
    checkpoint();
  }

  /** `put(item, false)`. */
  putNowait(item: T): void {
    void this.#index;
    this.put(item, false);
  }

  /**
   * Waits for an item, and takes it out.
   *
   * @param block - false not to wait; the time-out is ignored then
   * @param timeout - seconds; null for any time
   * @throws Empty if there was none in that time
   * @throws ShutDown if the queue is shut down and empty
   * @throws ValueError for a time-out below 0
   */
  get(block = true, timeout: number | null = null): T {
    checkedBoolean(block, 'block');
    const timeoutMs = block && timeout !== null ? limited(timeout) : FOR_EVER;
    const index = this.#index;
    let message = addon.queueTryGet(index, incoming);
    if (message === 0) {
      const call = (sliceMs: number) => {
        message = addon.queueGet(index, sliceMs);
        return typeof message === 'number' ? message : 1;
      };
      wait(call, block ? timeoutMs : 0);
    }
    const item = openedFrom(index, message);
    checkpoint();
    if (item !== null) return item[0] as T;
    if (message === SHUT_DOWN) throw new ShutDown('the queue is shut down');
    throw new Empty('the queue is empty');
  }

  /** `get(false)`. */
  getNowait(): T {
    void this.#index;
    return this.get(false);
  }

  /**
   * Says that an item that was taken out is dealt with: see `join()`.
   *
   * @throws ValueError if that has been said of all already
   */
  taskDone(): void {
    if (addon.queueTaskDone(this.#index) < 0) {
      throw new ValueError('task_done() called too many times');
    }
  }

  /** Waits until `taskDone()` has been called for every item. */
  join(): void {
    const index = this.#index;
    const call = (sliceMs: number) => addon.queueJoin(index, sliceMs);
    if (call(0) === 0) wait(call, FOR_EVER);
  }

  /**
   * From now on nothing can be put, and nothing taken out once the queue is empty; those that wait get
   * a ShutDown.
   *
   * @param immediate - drop what is in it; its tasks are done then
   */
  shutdown(immediate = false): void {
    addon.queueShutDown(this.#index, checkedBoolean(immediate, 'immediate'));
  }

  /** @internal */
  override [TEXT](className: string): string {
    const index = this.#index;
    return `<${className}: ${addon.queueSize(index)}/${addon.queueMaxsize(index)}>`;
  }
}

const FOR_EVER = Number.POSITIVE_INFINITY;

function checkedMaxsize(maxsize: number): number {
  return checkedInteger(maxsize, 'maxsize', INT_MIN, INT_MAX);
}

function limited(timeout: number): number {
  if (timeout < 0) throw new ValueError("'timeout' must be a non-negative number");
  return timeoutMsOf(timeout);
}

/** The item of a message; if it is nested too deeply for what is left of the stack, it stays in the queue. */
function openedFrom(index: number, message: Buffer | number): [item: unknown] | null {
  try {
    return opened(message);
  } catch (error) {
    if (error instanceof RangeError) {
      if (typeof message === 'number') addon.queuePutBack(index, message - IN_ROOM, incoming);
      else addon.queuePutBack(index, message.length, message);
    }
    throw error;
  }
}

/** The item of a message; null if there is no message. */
function opened(message: Buffer | number): [item: unknown] | null {
  const isThere = typeof message === 'number';
  if (isThere && message < IN_ROOM) return null;
  const [item, isCarried] = isThere
    ? unwrap(incoming, message - IN_ROOM)
    : unwrap(message, message.length);
  if (isCarried) addon.queueLetGo();
  return [item];
}

const queues = new Kind('Queue', addon.queues, () => new Queue());
