// What our servers share: a loopback listener and one selector, until standard input ends. Each line
// of it is answered with the CPU time so far.
import { readSync } from 'node:fs';
import { type BaseSelector, EVENT_READ } from 'selectors-ts';
import {
  createServer,
  IPPROTO_TCP,
  type Ipv4Address,
  type Socket,
  TCP_NODELAY,
} from 'selectors-ts/socket';
import type { Backend } from '../../results/index.js';
import { announce, answerCpuTime } from '../../rounds/index.js';
import { SELECTORS } from './selectors.js';

const STDIN = 0;
const NEWLINE = 10;

export type OnReady = (mask: number) => void;
export type ServerSelector = BaseSelector<Socket | number, OnReady>;

type OnClient = (selector: ServerSelector, client: Socket) => void;

/** A server in one blocking loop. */
export function serve(backend: Backend, onClient: OnClient): void {
  using server = new Server(backend, onClient);
  while (server.isServing) {
    for (const [key, mask] of server.selector.select()) key.data(mask);
  }
}

/** The same in Node's own loop. */
export async function serveAsync(backend: Backend, onClient: OnClient): Promise<void> {
  using server = new Server(backend, onClient);
  for await (const ready of server.selector) {
    for (const [key, mask] of ready) key.data(mask);
    if (!server.isServing) break;
  }
}

class Server implements Disposable {
  readonly selector: ServerSelector;
  readonly #listener = createServer(['127.0.0.1', 0], { backlog: 4096 });
  readonly #input = new Uint8Array(256);
  isServing = true;

  constructor(backend: Backend, onClient: OnClient) {
    this.selector = SELECTORS[backend]();
    this.#listener.setblocking(false);
    this.selector.register(this.#listener, EVENT_READ, () => this.#accept(onClient));
    this.selector.register(STDIN, EVENT_READ, () => this.#answer());
    const [, port] = this.#listener.getsockname() as Ipv4Address;
    announce(port);
  }

  [Symbol.dispose](): void {
    this.#listener.close();
    this.selector.close();
  }

  #answer(): void {
    const received = this.#input.subarray(0, readSync(STDIN, this.#input));
    this.isServing = received.length > 0;
    for (const byte of received) if (byte === NEWLINE) answerCpuTime();
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
