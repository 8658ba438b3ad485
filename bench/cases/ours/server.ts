import { EpollSelector, EVENT_READ } from 'selectors-ts';
import {
  createServer,
  IPPROTO_TCP,
  type Ipv4Address,
  type Socket,
  TCP_NODELAY,
} from 'selectors-ts/socket';
import { announce } from '../../rounds/index.js';

const STDIN = 0;

export type OnReady = (mask: number) => void;
export type ServerSelector = EpollSelector<Socket | number, OnReady>;

type OnClient = (selector: ServerSelector, client: Socket) => void;

/** A server in one blocking loop, until standard input ends. */
export function serve(onClient: OnClient): void {
  using server = new Server(onClient);
  while (server.isServing) {
    for (const [key, mask] of server.selector.select()) key.data(mask);
  }
}

/** The same in Node's own loop. */
export async function serveAsync(onClient: OnClient): Promise<void> {
  using server = new Server(onClient);
  for await (const ready of server.selector) {
    for (const [key, mask] of ready) key.data(mask);
    if (!server.isServing) break;
  }
}

class Server implements Disposable {
  readonly selector: ServerSelector = new EpollSelector();
  readonly #listener = createServer(['127.0.0.1', 0], { backlog: 4096 });
  isServing = true;

  constructor(onClient: OnClient) {
    this.#listener.setblocking(false);
    this.selector.register(this.#listener, EVENT_READ, () => this.#accept(onClient));
    this.selector.register(STDIN, EVENT_READ, () => {
      this.isServing = false;
    });
    const [, port] = this.#listener.getsockname() as Ipv4Address;
    announce(port);
  }

  [Symbol.dispose](): void {
    this.#listener.close();
    this.selector.close();
  }

  #accept(onClient: OnClient): void {
    const listener = this.#listener;
    for (let next = listener.tryAccept(); next !== null; next = listener.tryAccept()) {
      const [client] = next;
      client.setblocking(false);
      client.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
      onClient(this.selector, client);
    }
  }
}
