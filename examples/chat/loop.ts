import { performance } from 'node:perf_hooks';
import { setImmediate as turnOfNode } from 'node:timers/promises';
import type { ChatSelector } from './selector.js';

/** How often Node's own event loop gets a turn, at least. */
const TICK_MS = 100;
/** One select() in so many does not wait: what it takes is what it costs. */
const MEASURED_ROUNDS = 16;

const returnOnSignal = { returnOnSignal: true };

/** What is done apart from waiting and calling those that are ready. */
export interface Rounds {
  onRoundEnd(): void;
  onTick(): void;
}

/** What one `select()` has taken, and how many it has found. */
export interface Sample {
  readonly microseconds: number;
  readonly readyCount: number;
}

/**
 * The loop around `select()`: waits, calls what is registered with those that are ready, and waits
 * again.
 *
 * `select()` blocks the thread, and with it Node's timers, signal handlers and news of child
 * processes. So it returns when a signal has come, or when a tick is due, and Node gets a turn.
 */
export class Loop {
  readonly #selector: ChatSelector;
  #running = false;
  #samples: Sample[] = [];

  constructor(selector: ChatSelector) {
    this.#selector = selector;
  }

  /** Runs until `stop()`. */
  async run({ onRoundEnd, onTick }: Rounds): Promise<void> {
    this.#running = true;
    let nextTickMs = performance.now() + TICK_MS;
    for (let round = 0; this.#running; round++) {
      const leftMs = Math.max(0, nextTickMs - performance.now());
      const ready =
        round % MEASURED_ROUNDS === 0
          ? this.#measuredSelect()
          : this.#selector.select(leftMs / 1000, returnOnSignal);
      for (const [key, events] of ready) key.data(events);
      onRoundEnd();
      const isTick = performance.now() >= nextTickMs;
      if (isTick || ready.length === 0) await turnOfNode();
      if (!isTick) continue;
      onTick();
      nextTickMs = performance.now() + TICK_MS;
      round = -1;
    }
  }

  stop(): void {
    this.#running = false;
  }

  /** What a `select()` has taken since this was last asked: the median. */
  selectCost(): Sample | undefined {
    const sorted = this.#samples.sort((a, b) => a.microseconds - b.microseconds);
    this.#samples = [];
    return sorted[sorted.length >> 1];
  }

  #measuredSelect(): ReturnType<ChatSelector['select']> {
    const startMs = performance.now();
    const ready = this.#selector.select(0);
    const microseconds = 1000 * (performance.now() - startMs);
    this.#samples.push({ microseconds, readyCount: ready.length });
    return ready;
  }
}
