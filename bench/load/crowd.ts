import { availableParallelism } from 'node:os';
import { DefaultSelector, EVENT_READ, type SelectorKey } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import type { Client } from './client.js';

const LONGEST_SILENCE_MS = 10_000;
/** With a single core, how often to look whether it has been silent for too long. */
const SLEEP_SECONDS = 1;

/**
 * The time-out of waits: on a processor of its own this process never sleeps, because waking it up is
 * work that the kernel charges to the server, and more than a message costs.
 */
const WAIT_SECONDS = availableParallelism() > 1 ? 0 : SLEEP_SECONDS;

/** All clients of a server. */
export class Crowd<C extends Client> implements Disposable {
  readonly #clients: readonly C[];
  readonly #selector = new DefaultSelector<Socket, C>();

  constructor(clients: readonly C[]) {
    this.#clients = clients;
    for (const client of clients) this.#selector.register(client.socket, EVENT_READ, client);
  }

  [Symbol.dispose](): void {
    this.#selector.close();
    for (const { socket } of this.#clients) socket.close();
  }

  /** Waits until something has come. The `data` of each key is the client for which it has. */
  wait(): Array<[key: SelectorKey<Socket, C>, events: number]> {
    const startedMs = performance.now();
    for (;;) {
      const ready = this.#selector.select(WAIT_SECONDS);
      if (ready.length > 0) return ready;
      if (performance.now() - startedMs > LONGEST_SILENCE_MS) {
        throw new Error('the server has fallen silent');
      }
    }
  }
}
