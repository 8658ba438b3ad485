const ENDING_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Somebody wants it to end: the first time, so that what is finished can be reported. */
export class Interrupt implements Disposable {
  readonly #controller = new AbortController();
  readonly signal: AbortSignal = this.#controller.signal;
  readonly #take = (): void => {
    this.#controller.abort();
    this[Symbol.dispose]();
  };

  /** From now on Ctrl-C aborts the signal; a second one ends the process as usual. */
  constructor() {
    for (const name of ENDING_SIGNALS) process.on(name, this.#take);
  }

  [Symbol.dispose](): void {
    for (const name of ENDING_SIGNALS) process.off(name, this.#take);
  }
}
