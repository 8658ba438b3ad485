import { checkedInteger } from '../arguments/index.js';
import { carried, Opaque, TEXT } from '../opaque/index.js';
import { wake } from '../wait/index.js';

const CARRIED = carried('Waker');

/**
 * Ends the wait of a selector from another thread. Made by `selector.waker()`; its handle, a number,
 * can be posted to any thread of the process, where `Waker.from(handle)` is the same waker.
 */
export class Waker extends Opaque {
  readonly #handle: number;

  private constructor(handle: number) {
    super(CARRIED);
    this.#handle = checkedInteger(handle, 'handle', 1, Number.MAX_SAFE_INTEGER);
  }

  /** A number, for `Waker.from()` in any thread of the process. */
  get handle(): number {
    return this.#handle;
  }

  /**
   * @param handle - what `handle` was in the thread of the selector
   * @throws TypeError unless it is an integer
   * @throws OverflowError if it cannot be a handle
   */
  static from(handle: number): Waker {
    return new Waker(handle);
  }

  /**
   * Has the selector's wait return at once, or its next one if it is not waiting. Does nothing once the
   * selector is closed.
   */
  wakeup(): void {
    wake(this.#handle);
  }

  /** @internal */
  override [TEXT](className: string): string {
    return `<${className} handle=${this.#handle}>`;
  }
}
