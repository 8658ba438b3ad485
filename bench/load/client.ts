import type { Socket } from 'selectors-ts/socket';
import { MESSAGE_BYTES, Message } from './message.js';

const incoming = new Message();

/** A client of a server: sends messages, and checks every byte of those that come. */
export class Client {
  readonly socket: Socket;
  #receivedBytes = 0;

  constructor(socket: Socket) {
    this.socket = socket;
  }

  send(message: Message): void {
    if (this.socket.trySend(message.bytes) === MESSAGE_BYTES) return;
    throw new Error('a connection has no room for a message');
  }

  /**
   * Takes what has come of a message. Returns whether that is all of it by now.
   *
   * @throws Error if it is something else, or the end
   */
  receive(expected: Message): boolean {
    const offset = this.#receivedBytes;
    const count = this.socket.tryRecvInto(incoming.bytes, MESSAGE_BYTES - offset);
    if (count === null) return false;
    if (count === 0) throw new Error('the server has closed a connection');
    if (!expected.has(incoming, offset, count)) {
      throw new Error('something else came than what was sent');
    }
    this.#receivedBytes = (offset + count) % MESSAGE_BYTES;
    return this.#receivedBytes === 0;
  }
}
