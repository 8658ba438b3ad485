/** How often `onTick()` is called, about. */
export const TICK_MS = 100;
/** One round in so many tells what a `select()` costs. */
export const MEASURED_ROUNDS = 16;

/** What is done apart from waiting and calling those that are ready. */
export interface Rounds {
  /**
   * @param most - how many visitors to serve in this call
   * @returns whether there are no more
   */
  onRoundEnd(most: number): boolean;
  onTick(): void;
}

/** Waits, calls what is registered with those that are ready, and waits again. */
export interface Loop {
  /** Runs until `stop()`. */
  run(rounds: Rounds): Promise<void>;
  stop(): void;
}
