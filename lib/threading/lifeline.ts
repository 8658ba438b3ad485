/**
 * Whether a worker has ended, for a thread that does not turn its event loop, by which Node would tell.
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';

/** A channel whose other end is the worker's, and is closed with it, whether it was received or not. */
export class Lifeline {
  /** To be transferred to the worker. */
  readonly theirs: MessagePort;
  #ours: MessagePort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#ours = port1;
    this.theirs = port2;
  }

  isCut(): boolean {
    // That the other end is closed comes as a message, by which this one is closed too.
    receiveMessageOnPort(this.#ours);
    const { port1, port2 } = new MessageChannel();
    try {
      // What tells is that a closed port cannot be transferred.
      port1.postMessage(this.#ours, [this.#ours]);
      this.#ours = receiveMessageOnPort(port2)?.message;
      return false;
    } catch {
      return true;
    } finally {
      port1.close();
    }
  }

  close(): void {
    this.#ours.close();
  }
}
