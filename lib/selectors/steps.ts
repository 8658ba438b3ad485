/**
 * `for await` over a selector.
 */

interface Steps<T> {
  /** Begins the wait of a step. */
  select(): Promise<T>;
  /** The steps are over when it is not. */
  isOpen(): boolean;
  /** What is waited for now, by a step or by others. */
  pending(): object | null;
  /** Ends a wait with nothing; false if it is over already. */
  end(pending: object): boolean;
}

interface Step {
  /** Null if there was nothing to wait for. */
  readonly pending: object | null;
  wasEnded: boolean;
}

export function stepsOf<T>(steps: Steps<T>): AsyncIterableIterator<T> {
  const over = { done: true, value: undefined } as const;
  const begun = new Set<Step>();
  let isOver = false;

  const end = () => {
    isOver = true;
    for (const step of begun) step.wasEnded ||= step.pending !== null && steps.end(step.pending);
  };
  return {
    async next() {
      if (isOver || !steps.isOpen()) return over;
      const before = steps.pending();
      const selecting = steps.select();
      const pending = steps.pending();
      const step: Step = { pending: pending === before ? null : pending, wasEnded: false };
      begun.add(step);
      try {
        const value = await selecting;
        return step.wasEnded || !steps.isOpen() ? over : { value };
      } finally {
        begun.delete(step);
      }
    },
    async return() {
      end();
      return over;
    },
    async throw(error) {
      end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
