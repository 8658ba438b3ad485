import { createHistogram } from 'node:perf_hooks';
import type { Figures } from './figures.js';

/** What is kept of each round's latencies, as `p50` and so on. */
export const PERCENTILES = [1, 10, 25, 50, 75, 90, 99, 99.9] as const;

/** The latencies of a round, in ns, to three significant digits. */
export class Latencies {
  readonly #histogram = createHistogram({ lowest: 1, highest: 1e11, figures: 3 });

  record(latencyNs: number): void {
    this.#histogram.record(Math.max(1, Math.round(latencyNs)));
  }

  /** The percentiles of what was recorded since the last time. */
  take(): Figures {
    const entries = PERCENTILES.map((each) => [`p${each}`, this.#histogram.percentile(each)]);
    this.#histogram.reset();
    return Object.fromEntries(entries);
  }
}
