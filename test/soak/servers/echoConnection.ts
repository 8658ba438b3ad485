import { EVENT_READ, EVENT_WRITE, OSError } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import type { EchoServer } from './echoServer.js';
import { failAtBytes } from './faults.js';

/** Received into by all; what cannot be sent at once is copied. */
const incoming = Buffer.allocUnsafeSlow(64 * 1024);

/** Reads on when all that it has read is sent, so that the peer's end comes when nothing is left to send. */
export class EchoConnection {
  readonly #server: EchoServer;
  readonly #socket: Socket;
  readonly #number: number;
  #unsent: Buffer | null = null;

  constructor(server: EchoServer, socket: Socket, number: number) {
    this.#server = server;
    this.#socket = socket;
    this.#number = number;
    server.selector.register(socket, EVENT_READ, this.#onReady);
  }

  readonly #onReady = (): void => {
    try {
      if (this.#unsent === null) this.#receive();
      else this.#flush(this.#unsent);
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      this.#close();
    }
  };

  #receive(): void {
    const count = this.#socket.tryRecvInto(incoming);
    if (count === null) return;
    if (count === 0) {
      this.#close();
      return;
    }
    const bytes = failAtBytes(this.#server.faults, this.#number, incoming.subarray(0, count));
    const sent = this.#socket.trySend(bytes) ?? 0;
    if (sent === bytes.length) return;
    this.#unsent = Buffer.from(bytes.subarray(sent));
    this.#server.selector.modify(this.#socket, EVENT_WRITE, this.#onReady);
  }

  #flush(unsent: Buffer): void {
    const sent = this.#socket.trySend(unsent) ?? 0;
    this.#unsent = sent === unsent.length ? null : unsent.subarray(sent);
    if (this.#unsent !== null) return;
    this.#server.selector.modify(this.#socket, EVENT_READ, this.#onReady);
  }

  #close(): void {
    this.#server.selector.unregister(this.#socket);
    this.#socket.close();
    this.#server.open--;
  }
}
