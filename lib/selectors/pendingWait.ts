/** A wait that is under way. */
export class PendingWait<T> {
  readonly promise: Promise<T>;
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
  /** True while the wait lets Node's loop take a turn. */
  isTurnOfLoop = false;
  resolve!: (value: T) => void;
  reject!: (reason: unknown) => void;

  constructor(deadlineMs: number, signal: AbortSignal | undefined) {
    this.deadlineMs = deadlineMs;
    this.signal = signal;
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}
