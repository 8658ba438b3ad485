import { performance } from 'node:perf_hooks';
import { setImmediate as turnOfNode } from 'node:timers/promises';
import type { Waker } from 'selectors-ts';
import { type Loop, MEASURED_ROUNDS, type Rounds, TICK_MS } from './loop.js';
import type { SelectMeter } from './selectMeter.js';
import type { ChatSelector } from './selector.js';

/** A round with thousands of deliveries takes far longer: Node gets its turn within it too. */
const LONGEST_STRETCH_MS = 2;
/** So many visitors are served at a time at the end of a round. */
const SOME = 32;

/** The loop by `for await`: whatever else there is in this process, Node sees to it meanwhile. */
export class AsyncLoop implements Loop {
  readonly #selector: ChatSelector;
  readonly #meter: SelectMeter;
  /** Had in advance: when it is time to stop there may be no descriptor left. */
  readonly #waker: Waker;
  #running = false;

  /** @throws OSError EMFILE at the limit of descriptors */
  constructor(selector: ChatSelector, meter: SelectMeter) {
    this.#selector = selector;
    this.#meter = meter;
    this.#waker = selector.waker();
  }

  async run({ onRoundEnd, onTick }: Rounds): Promise<void> {
    this.#running = true;
    const ticks = setInterval(onTick, TICK_MS);
    let round = 0;
    for await (let ready of this.#selector) {
      let nextTurnMs = performance.now() + LONGEST_STRETCH_MS;
      // Whoever is ready stays so until it is called, and is in this list too.
      if (round++ % MEASURED_ROUNDS === 0) ready = this.#meter.select();
      for (const [key, events] of ready) {
        key.data(events);
        if (performance.now() > nextTurnMs) nextTurnMs = await turn();
      }
      while (!onRoundEnd(SOME)) {
        if (performance.now() > nextTurnMs) nextTurnMs = await turn();
      }
      if (!this.#running) break;
    }
    clearInterval(ticks);
  }

  stop(): void {
    this.#running = false;
    this.#waker.wakeup();
  }
}

/** @returns when it is time for the next one */
async function turn(): Promise<number> {
  await turnOfNode();
  return performance.now() + LONGEST_STRETCH_MS;
}
