/**
 * Python's `with lock:`, as `using _ = lock.guard()`.
 */

import { Opaque, TEXT } from '../opaque/index.js';

/** What is acquired, and released in the end. */
interface Acquirable {
  acquire(): boolean;
  release(): void;
}

export class Guard extends Opaque implements Disposable {
  #held: Acquirable | null;

  constructor(acquirable: Acquirable) {
    super();
    acquirable.acquire();
    this.#held = acquirable;
  }

  /** Releases it, once. */
  [Symbol.dispose](): void {
    const held = this.#held;
    this.#held = null;
    held?.release();
  }

  /** @internal */
  override [TEXT](className: string): string {
    return this.#held === null ? `<released ${className}>` : `<${className} of ${this.#held}>`;
  }
}
