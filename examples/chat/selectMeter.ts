import { performance } from 'node:perf_hooks';
import type { ChatSelector } from './selector.js';

/** What one `select()` has taken, and how many it has found. */
export interface Sample {
  readonly microseconds: number;
  readonly readyCount: number;
}

/** Tells what a `select()` costs, by some that do not wait: what they take is what they cost. */
export class SelectMeter {
  readonly #selector: ChatSelector;
  #samples: Sample[] = [];
  #lastMedian: Sample | undefined;

  constructor(selector: ChatSelector) {
    this.#selector = selector;
  }

  select(): ReturnType<ChatSelector['select']> {
    const startMs = performance.now();
    const ready = this.#selector.select(0);
    const microseconds = 1000 * (performance.now() - startMs);
    this.#samples.push({ microseconds, readyCount: ready.length });
    return ready;
  }

  /** The median since this was last asked, or what it was then if there has been none. */
  median(): Sample | undefined {
    const sorted = this.#samples.sort((a, b) => a.microseconds - b.microseconds);
    this.#samples = [];
    this.#lastMedian = sorted[sorted.length >> 1] ?? this.#lastMedian;
    return this.#lastMedian;
  }
}
