/** What a client sends, and whether the same comes back. */
import { EVENT_READ, EVENT_WRITE } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import type { Tally } from '../run/tally.js';
import type { Readiness } from './readiness.js';

const incoming = Buffer.allocUnsafeSlow(64 * 1024);

/** How slowly to read. */
export interface Pace {
  readonly pieceBytes: number;
  pause(): Promise<unknown>;
}

/** The peer has closed, or is gone. */
export class EndError extends Error {}

export class Exchange {
  sentBytes = 0;
  receivedBytes = 0;
  readonly #data: Buffer;
  readonly #waits: Readiness;
  readonly #socket: Socket;
  readonly #tally: Tally;

  constructor(waits: Readiness, socket: Socket, data: Buffer, tally: Tally) {
    this.#waits = waits;
    this.#socket = socket;
    this.#data = data;
    this.#tally = tally;
  }

  get isSent(): boolean {
    return this.sentBytes === this.#data.length;
  }

  get isReceived(): boolean {
    return this.receivedBytes === this.#data.length;
  }

  /**
   * Sends what there is room for, and compares what has come.
   *
   * @throws Error if something else comes, EndError if nothing more does
   * @throws OSError if the connection is reset
   */
  async until(isDone: () => boolean, pace?: Pace): Promise<void> {
    for (;;) {
      if (!this.isSent) {
        this.sentBytes += this.#socket.trySend(this.#data.subarray(this.sentBytes)) ?? 0;
      }
      if (isDone()) return;
      await pace?.pause();
      const count = this.#socket.tryRecvInto(incoming, pace?.pieceBytes ?? incoming.length);
      if (count === 0) throw new EndError(`the end came after ${this.#progress}`);
      if (count !== null) this.#compare(count);
      else
        await this.#waits.ready(this.#socket, this.isSent ? EVENT_READ : EVENT_READ | EVENT_WRITE);
    }
  }

  /** @throws Error if there is more */
  async end(): Promise<void> {
    for (;;) {
      const count = this.#socket.tryRecvInto(incoming);
      if (count === 0) return;
      if (count !== null) throw new Error(`${count} bytes more came after ${this.#progress}`);
      await this.#waits.ready(this.#socket, EVENT_READ);
    }
  }

  get #progress(): string {
    return `${this.receivedBytes} of ${this.#data.length} bytes`;
  }

  #compare(count: number): void {
    const end = this.receivedBytes + count;
    if (end > this.sentBytes) throw new Error(`more came than was sent after ${this.#progress}`);
    const expected = this.#data.subarray(this.receivedBytes, end);
    if (!expected.equals(incoming.subarray(0, count))) {
      throw new Error(`something else came than what was sent after ${this.#progress}`);
    }
    this.receivedBytes = end;
    this.#tally['bytes of echoes, compared'] += count;
  }
}
