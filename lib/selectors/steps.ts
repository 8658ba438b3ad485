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
      // Otherwise there is nothing to wait for, or another's wait has kept this one from beginning.
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
