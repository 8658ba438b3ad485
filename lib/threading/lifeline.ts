/**
 * Tells a thread whether a worker has ended. Node tells by the event loop, which the thread does not run while it
 * waits for the worker.
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';

/** A channel whose other end belongs to the worker. The end is closed when the worker ends. */
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
    // When the other end is closed, this one receives a message and is closed too.
    receiveMessageOnPort(this.#ours);
    const { port1, port2 } = new MessageChannel();
    try {
      // A closed port cannot be transferred: that shows whether it is closed.
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
