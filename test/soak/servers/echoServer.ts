import { EVENT_READ } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';
import type { SoakSelector } from './backends.js';
import { EchoConnection } from './echoConnection.js';
import { type Fault, failAtConnection } from './faults.js';

const BACKLOG = 1024;

/** Sends back all that comes. */
export class EchoServer {
  /** How many connections there are. */
  open = 0;
  readonly port: number;
  readonly selector: SoakSelector;
  readonly faults: readonly Fault[];
  #accepted = 0;

  constructor(selector: SoakSelector, faults: readonly Fault[]) {
    this.selector = selector;
    this.faults = faults;
    const listener = createServer(['127.0.0.1', 0], { backlog: BACKLOG });
    listener.setblocking(false);
    this.port = listener.getsockname()[1] as number;
    selector.register(listener, EVENT_READ, () => this.#accept(listener));
  }

  #accept(listener: Socket): void {
    for (;;) {
      const accepted = listener.tryAccept();
      if (accepted === null) return;
      const [socket] = accepted;
      socket.setblocking(false);
      failAtConnection(this.faults, ++this.#accepted);
      new EchoConnection(this, socket, this.#accepted);
      this.open++;
    }
  }
}
