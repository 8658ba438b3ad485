import { constants } from 'node:os';

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What shells add to a signal's number. */
const EXIT_BY_SIGNAL = 128;

/** The first signal ends a soak after the round that is under way, the second one at once. */
export class Interrupt {
  /** Null until then. */
  exitCode: number | null = null;

  constructor() {
    for (const name of ENDING_SIGNALS) process.on(name, () => this.#take(constants.signals[name]));
  }

  #take(signal: number): void {
    if (this.exitCode !== null) process.exit(this.exitCode);
    this.exitCode = EXIT_BY_SIGNAL + signal;
  }
}
