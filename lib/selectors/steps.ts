/**
 * `for await` over a selector.
 */

/**
 * @param wait - what each step waits for
 * @param isOpen - the steps are over when it is not
 */
export function stepsOf<T>(
  wait: () => Promise<T>,
  isOpen: () => boolean,
): AsyncIterableIterator<T> {
  const over = { done: true, value: undefined } as const;
  let isOver = false;
  return {
    next: () =>
      isOver || !isOpen()
        ? Promise.resolve(over)
        : wait().then((value) => (isOpen() ? { value } : over)),
    return: () => {
      isOver = true;
      return Promise.resolve(over);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
