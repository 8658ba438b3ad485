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

/** A server in one blocking loop, until standard input ends. */
export function serve(onClient: (selector: ServerSelector, client: Socket) => void): void {
  using selector: ServerSelector = new EpollSelector();
  using listener = createServer(['127.0.0.1', 0], { backlog: 4096 });
  listener.setblocking(false);
  let serving = true;
  selector.register(listener, EVENT_READ, () => {
    for (let next = listener.tryAccept(); next !== null; next = listener.tryAccept()) {
      const [client] = next;
      client.setblocking(false);
      client.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
      onClient(selector, client);
    }
  });
  selector.register(STDIN, EVENT_READ, () => {
    serving = false;
  });
  const [, port] = listener.getsockname() as Ipv4Address;
  announce(port);
  while (serving) {
    for (const [key, mask] of selector.select()) key.data(mask);
  }
}
