/**
 * The set of an epoll object, and the events that a wait finds in it.
 */
import { addon, type EpollLayout } from '../addon/index.js';
import { osError } from '../errors/index.js';
import { type BlockingCall, toWholeMs, wait } from '../wait/index.js';
import { grown } from './grown.js';
import type { KernelDescriptor } from './kernelDescriptor.js';

const {
  start: START,
  words: WORDS,
  events: EVENTS,
  data: DATA,
}: EpollLayout = addon.epollLayout ?? { start: 0, words: 0, events: 0, data: 0 };

/** More than any process can have open, so that no capacity asks for all memory. */
const MOST_EVENTS = 2 ** 20;

/** Where the arguments of a wait stand in the memory. */
const EPOLL_FD = 0;
const TIMEOUT_MS = 1;
const CAPACITY = 2;
const IS_REPLACED = 3;

/**
 * Shared with the addon: the arguments of a wait, and behind them its events, to be read before this
 * thread's next wait.
 */
let memory: Int32Array = new Int32Array(0);
let room = 0;

function makeRoom(capacity: number): void {
  if (capacity <= room && memory[IS_REPLACED] === 0) return;
  memory = addon.epollMemory(grown(room, capacity));
  room = Math.floor((memory.length - START) / WORDS);
}

export class EpollSet {
  readonly #descriptor: KernelDescriptor;
  #capacity = 0;
  readonly #waitOnce: BlockingCall = (timeoutMs) => this.waitOnce(timeoutMs);

  constructor(descriptor: KernelDescriptor) {
    this.#descriptor = descriptor;
  }

  /**
   * epoll_ctl(2).
   *
   * @param generation - comes back with each event
   */
  control(operation: number, fd: number, mask: number, generation: number): void {
    const epollFd = this.#descriptor.fd;
    const outcome = addon.epollControl(epollFd, operation, fd, mask, generation);
    if (outcome < 0) throw osError(outcome, `fd ${fd}`);
  }

  /**
   * Puts a fresh kernel object, with these interests only, under the same descriptor.
   *
   * @param interests - triples of descriptor, events and generation
   */
  rebuild(interests: Int32Array): void {
    const epollFd = this.#descriptor.fd;
    const outcome = addon.epollRebuild(epollFd, interests);
    if (outcome < 0) throw osError(outcome, `fd ${epollFd}`);
  }

  /** Has `waitOnce` bring at most so many events. */
  reserve(capacity: number): void {
    this.#capacity = Math.min(capacity, MOST_EVENTS);
  }

  /** Waits, for as long as nothing interrupts that. A `BlockingCall`. */
  waitOnce(timeoutMs: number): number {
    makeRoom(this.#capacity);
    memory[EPOLL_FD] = this.#descriptor.fd;
    memory[TIMEOUT_MS] = toWholeMs(timeoutMs);
    memory[CAPACITY] = this.#capacity;
    return addon.epollWait();
  }

  /** Waits for at most so many events; returns how many there are. */
  wait(timeoutMs: number, capacity: number): number {
    // An interrupt hook may wait with the same object, for more or fewer events than the wait that
    // it interrupted.
    const interrupted = this.#capacity;
    this.reserve(capacity);
    try {
      const count = wait(this.#waitOnce, timeoutMs);
      if (count < 0) throw osError(count, `fd ${this.#descriptor.fd}`);
      return count;
    } finally {
      this.#capacity = interrupted;
    }
  }

  /** The descriptor of an event, by its place from 0 to the count that `waitOnce` or `wait` returned. */
  fdAt(place: number): number {
    return memory[START + place * WORDS + DATA] as number;
  }

  generationAt(place: number): number {
    return memory[START + place * WORDS + DATA + 1] as number;
  }

  eventsAt(place: number): number {
    return memory[START + place * WORDS + EVENTS] as number;
  }
}
