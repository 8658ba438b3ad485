/**
 * Watching descriptors, and the time, while the thread does something else: by Node's own event loop
 * where possible, otherwise by a thread with poll(2). (Node's timers may be fakes.)
 */
import { addon } from '../addon/index.js';
import { osError } from '../errors/index.js';

/** Pairs of a descriptor and its events, as `struct pollfd` has them. */
export interface Interests {
  readonly entries: Int32Array;
  readonly size: number;
}

/** For a watch that waits for the time only. */
export const NO_INTERESTS: Interests = { entries: new Int32Array(0), size: 0 };

/** Bun has libuv's functions too, but they end the process. */
const hasLoop = process.versions.bun === undefined && process.versions.deno === undefined;

const forgotten = new FinalizationRegistry<number>((watch) => addon.watchClose(watch));

/** The armed watches. The set keeps them, and what waits for them, from being garbage-collected. */
const armed = new Set<Watch>();

export class Watch {
  readonly #watch: number;
  readonly #isOnThread: boolean;
  readonly #onReady: () => void;

  /**
   * @param descriptor - the one that will be watched for reading, if it is always that one
   * @param onReady - called once for each `arm()`, unless there is an `arm()` or `disarm()` before
   * @throws OSError EMFILE at the limit of descriptors, EAGAIN at that of threads
   */
  constructor(descriptor: number | null, onReady: () => void) {
    const reference = new WeakRef(this);
    const report = () => {
      const watch = reference.deref();
      if (watch !== undefined) watch.#report();
    };
    const onLoop = descriptor !== null && hasLoop ? addon.watchCreateOnLoop(descriptor, report) : 0;
    this.#isOnThread = onLoop === 0;
    this.#watch = this.#isOnThread ? addon.watchCreateOnThread(report) : onLoop;
    if (this.#watch < 0) throw osError(this.#watch, 'a watching thread');
    this.#onReady = onReady;
    forgotten.register(this, this.#watch, this);
  }

  /**
   * Arms the watch. What it was armed for before is watched no longer.
   *
   * @param timeoutMs - how long at most, perhaps a little less; `Infinity` is for ever
   * @param keepsAlive - whether Node's loop runs on until then
   * @throws OSError ELOOP for a chain of epoll objects that is too long
   */
  arm({ entries, size }: Interests, timeoutMs: number, keepsAlive: boolean): void {
    const outcome = addon.watchArm(this.#watch, entries, size, timeoutMs, keepsAlive);
    if (outcome < 0) throw osError(outcome, 'what is to be watched');
    armed.add(this);
  }

  keepAlive(keepsAlive: boolean): void {
    if (armed.has(this)) addon.watchKeepAlive(this.#watch, keepsAlive);
  }

  disarm(): void {
    if (armed.delete(this)) addon.watchDisarm(this.#watch);
  }

  close(): void {
    armed.delete(this);
    forgotten.unregister(this);
    addon.watchClose(this.#watch);
  }

  #report(): void {
    // A report may have been on its way when the watch was disarmed.
    if (!armed.delete(this)) return;
    if (this.#isOnThread) addon.watchKeepAlive(this.#watch, false);
    this.#onReady();
  }
}
