import { SingleBar } from 'cli-progress';
import type { Sample } from '../growth/sample.js';
import type { Tally } from './tally.js';

const FORMAT =
  '{percentage} % · {rounds} rounds · {connections} connections · {descriptors} descriptors · ' +
  '{threads} threads · {mebibytes} MiB';
const LINE_EVERY_MS = 5000;

/** A line that is rewritten on a terminal, and elsewhere one every few seconds. */
export class Progress {
  readonly #bar: SingleBar;

  constructor() {
    this.#bar = new SingleBar({
      stream: process.stderr,
      format: FORMAT,
      noTTYOutput: true,
      notTTYSchedule: LINE_EVERY_MS,
      clearOnComplete: true,
      hideCursor: true,
      // Ctrl-C has a meaning of its own here.
      gracefulExit: false,
    });
    this.#bar.start(100, 0, {
      rounds: 0,
      connections: 0,
      descriptors: 0,
      threads: 0,
      mebibytes: 0,
    });
  }

  /** @param share - from 0 to 1 */
  update(share: number, { rounds, connections }: Tally, sample: Sample): void {
    const { descriptors, threads, rssBytes } = sample;
    const mebibytes = Math.round(rssBytes / 2 ** 20);
    this.#bar.update(Math.min(Math.floor(share * 100), 99), {
      rounds,
      connections,
      descriptors,
      threads,
      mebibytes,
    });
  }

  stop(): void {
    this.#bar.stop();
  }
}
