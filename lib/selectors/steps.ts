/**
 * `for await` over a selector.
 */

interface Steps<T> {
  /** Begins the wait of a step. */
  select(): Promise<T>;
  /** Whether the selector is open. When it is closed, the steps are over. */
  isOpen(): boolean;
  /** The selector's pending wait, whether a step or the program has begun it. */
  pending(): object | null;
  /** Resolves a wait with `[]`. Returns false if it is over already. */
  end(pending: object): boolean;
}

export function stepsOf<T>(steps: Steps<T>): AsyncIterableIterator<T> {
  const over = { done: true, value: undefined } as const;
  let isOver = false;
  /** The last wait that a step has begun; a selector has one at a time. */
  let begun: object | null = null;
  let ended: object | null = null;

  const end = () => {
    isOver = true;
    if (begun !== null && steps.end(begun)) ended = begun;
  };
  return {
    next() {
      if (isOver || !steps.isOpen()) return Promise.resolve(over);
      const others = steps.pending();
      const selecting = steps.select();
      const pending = steps.pending();
      // If the pending wait is the one from before, this step has begun none: something was ready at once, or the
      // program's own wait has kept the step from beginning one.
      if (pending !== others) begun = pending;
      return selecting.then((value) => {
        const wasEnded = pending !== null && pending === ended;
        return wasEnded || !steps.isOpen() ? over : { value };
      });
    },
    return(value) {
      end();
      return Promise.resolve({ done: true, value });
    },
    throw(error) {
      end();
      return Promise.reject(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
