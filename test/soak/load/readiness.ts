/** Waits of the main thread, by `selectAsync()`. */
import type { Waker } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import { type Backend, openSelector, type SoakSelector } from '../servers/backends.js';

interface Condition {
  readonly isMet: () => boolean;
  readonly resolve: () => void;
}

export class Readiness {
  /** Has conditions looked at again. */
  readonly waker: Waker;
  readonly #selector: SoakSelector;
  readonly #conditions = new Set<Condition>();

  /** @param onFailure - called if a wait fails */
  constructor(backend: Backend, onFailure: (error: unknown) => void) {
    this.#selector = openSelector(backend);
    this.waker = this.#selector.waker();
    this.#run().catch(onFailure);
  }

  /**
   * Registers, waits, and unregisters.
   *
   * @returns which of the events are ready
   */
  ready(socket: Socket, events: number): Promise<number> {
    return new Promise((resolve) => {
      this.#selector.register(socket, events, resolve);
    });
  }

  /** @param isMet - may become true in another thread, which then wakes up this selector */
  async until(isMet: () => boolean): Promise<void> {
    if (isMet()) return;
    await new Promise<void>((resolve) => {
      this.#conditions.add({ isMet, resolve });
    });
  }

  async #run(): Promise<void> {
    for await (const ready of this.#selector) {
      for (const [{ fileobj, data }, events] of ready) {
        this.#selector.unregister(fileobj);
        data(events);
      }
      for (const condition of this.#conditions) {
        if (!condition.isMet()) continue;
        this.#conditions.delete(condition);
        condition.resolve();
      }
    }
  }
}
