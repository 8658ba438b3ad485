import { DefaultSelector, EVENT_READ, type SelectorKey } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import type { Client } from './client.js';
import { WAIT_SECONDS } from './pinning.js';

const LONGEST_SILENCE_MS = 10_000;

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
