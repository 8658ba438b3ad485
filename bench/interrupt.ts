import { constants } from 'node:os';

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What shells add to a signal's number. */
const EXIT_BY_SIGNAL = 128;

/**
 * Somebody wants it to end. The first time what is finished can be reported; the second time the process
 * exits.
 */
export class Interrupt implements Disposable {
  readonly #controller = new AbortController();
  readonly signal: AbortSignal = this.#controller.signal;
  /** Null until then. */
  exitCode: number | null = null;
  readonly #take = (name: (typeof ENDING_SIGNALS)[number]): void => {
    if (this.exitCode !== null) process.exit(this.exitCode);
    this.exitCode = EXIT_BY_SIGNAL + constants.signals[name];
    this.#controller.abort();
  };

  constructor() {
    for (const name of ENDING_SIGNALS) process.on(name, this.#take);
  }

  [Symbol.dispose](): void {
    for (const name of ENDING_SIGNALS) process.off(name, this.#take);
  }
}
