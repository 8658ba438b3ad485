/**
 * Python's `with lock:`, as `using _ = lock.guard()`.
 */

/** What is acquired, and released in the end. */
interface Acquirable {
  acquire(): boolean;
  release(): void;
}

export class Guard implements Disposable {
  #held: Acquirable | null;

  constructor(acquirable: Acquirable) {
    acquirable.acquire();
    this.#held = acquirable;
  }

  /** Releases it, once. */
  [Symbol.dispose](): void {
    const held = this.#held;
    this.#held = null;
    held?.release();
  }
}
