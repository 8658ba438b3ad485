import { performance } from 'node:perf_hooks';
import { setImmediate as turnOfNode } from 'node:timers/promises';
import { type Loop, MEASURED_ROUNDS, type Rounds, TICK_MS } from './loop.js';
import type { SelectMeter } from './selectMeter.js';
import type { ChatSelector } from './selector.js';

const returnOnSignal = { returnOnSignal: true };

/**
 * The loop around `select()`, which blocks the thread, and with it Node's timers, signal handlers and
 * news of child processes. So it returns when a signal has come, or when a tick is due, and Node gets
 * a turn.
 */
export class BlockingLoop implements Loop {
  readonly #selector: ChatSelector;
  readonly #meter: SelectMeter;
  #running = false;

  constructor(selector: ChatSelector, meter: SelectMeter) {
    this.#selector = selector;
    this.#meter = meter;
  }

  async run({ onRoundEnd, onTick }: Rounds): Promise<void> {
    this.#running = true;
    let nextTickMs = performance.now() + TICK_MS;
    for (let round = 0; this.#running; round++) {
      const leftMs = Math.max(0, nextTickMs - performance.now());
      const ready =
        round % MEASURED_ROUNDS === 0
          ? this.#meter.select()
          : this.#selector.select(leftMs / 1000, returnOnSignal);
      for (const [key, events] of ready) key.data(events);
      onRoundEnd(Number.POSITIVE_INFINITY);
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
}
