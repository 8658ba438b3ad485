/**
 * A started process as its parent sees it: CPython's Lib/multiprocessing/popen_spawn_posix.py.
 */
import { constants } from 'node:os';
import { addon } from '../addon/index.js';
import { osError } from '../errors/index.js';
import { DefaultSelector, EVENT_READ } from '../selectors/index.js';
import { nowMs, wait } from '../wait/index.js';
import { launch } from './launch.js';
import { isReadable } from './waiting.js';

/** `processAwait` returns a signal's number plus this. */
const SIGNALLED = 257;

/** How long a process may take to end after its descriptors have: microseconds, as a rule. */
const LONGEST_END_MS = 100;

/** How often to look for the end of a process after that time. */
const PAUSE_SECONDS = 0.01;

const forgotten = new FinalizationRegistry<number>((index) => addon.processForget(index));

export class Popen {
  readonly pid: number;
  /** A descriptor that is readable, at its end, when the process has ended. */
  readonly sentinel: number;
  /** Names the process to the addon. */
  readonly #index: number;
  #exitCode: number | null = null;

  /** @throws OSError if it cannot be started */
  constructor(message: Uint8Array, descriptors: number[], daemon: boolean) {
    this.#index = launch(message, descriptors, daemon);
    this.pid = addon.processPid(this.#index);
    this.sentinel = addon.processSentinel(this.#index);
    forgotten.register(this, this.#index, this);
  }

  /** The exit code that `poll()` has found; null if it has found none yet. */
  get exitCode(): number | null {
    return this.#exitCode;
  }

  /** Its exit code, negative for a signal; null while it runs. */
  poll(): number | null {
    if (this.#exitCode !== null) return this.#exitCode;
    // The sentinel ends a moment before the process: whoever has seen that must not be told that the process runs.
    return this.wait(isReadable(this.sentinel) ? LONGEST_END_MS : 0);
  }

  /** Waits for its end; null if the time is up before. */
  wait(timeoutMs: number): number | null {
    if (this.#exitCode !== null) return this.#exitCode;
    const call = (sliceMs: number) => addon.processAwait(this.#index, sliceMs);
    const outcome = wait(call, timeoutMs);
    if (outcome < 0) throw osError(outcome, `process ${this.pid}`);
    if (outcome > 0) this.#exitCode = outcome < SIGNALLED ? outcome - 1 : SIGNALLED - outcome;
    return this.#exitCode;
  }

  /** The same, while Node's loop goes on. */
  async waitAsync(timeoutMs: number): Promise<void> {
    if (this.poll() !== null) return;
    const deadlineMs = nowMs() + timeoutMs;
    using selector = new DefaultSelector();
    selector.register(this.sentinel, EVENT_READ);
    await selector.selectAsync(Number.isFinite(timeoutMs) ? timeoutMs / 1000 : null);
    selector.unregister(this.sentinel);
    while (this.wait(0) === null && nowMs() < deadlineMs) await selector.selectAsync(PAUSE_SECONDS);
  }

  /**
   * Does nothing once it has ended.
   *
   * @throws OSError if that is not allowed
   */
  send(signal: 'SIGTERM' | 'SIGKILL'): void {
    const outcome = addon.processSignal(this.#index, constants.signals[signal]);
    if (outcome < 0) throw osError(outcome, `process ${this.pid}`);
  }

  /** To be called once, after the end of the process. */
  close(): void {
    forgotten.unregister(this);
    addon.processForget(this.#index);
  }
}
