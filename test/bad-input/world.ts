/**
 * One open object of each class, all watching the same sockets, and how to see that a call has
 * changed nothing.
 */
import {
  type BaseSelector,
  DefaultSelector,
  EpollSelector,
  EVENT_READ,
  EVENT_WRITE,
  KqueueSelector,
  PollSelector,
  SelectSelector,
} from 'selectors-ts';
import { Epoll, KEvent, KQ_EV_ADD, KQ_FILTER_WRITE, Kqueue, Poll } from 'selectors-ts/select';
import { type Socket, socketpair } from 'selectors-ts/socket';

export interface World {
  readonly selectors: ReadonlyMap<string, BaseSelector>;
  readonly poll: Poll;
  readonly epoll: Epoll | null;
  readonly kqueue: Kqueue | null;
  /** Registered everywhere, for both events and with the data 'watched'; ready for writing. */
  readonly watched: Socket;
  /** Registered nowhere. */
  readonly spare: Socket;
  /** Everything that is registered, and what is ready. */
  snapshot(): unknown;
  close(): void;
}

const classes = { DefaultSelector, SelectSelector, PollSelector, EpollSelector, KqueueSelector };

export function openWorld(): World {
  const [watched, spare] = socketpair();
  const selectors = new Map<string, BaseSelector>();
  for (const [name, Selector] of Object.entries(classes)) {
    if (Selector.isAvailable) selectors.set(name, new Selector());
  }
  for (const selector of selectors.values()) {
    selector.register(watched, EVENT_READ | EVENT_WRITE, 'watched');
  }
  const poll = new Poll();
  poll.register(watched);
  const epoll = Epoll.isAvailable ? new Epoll() : null;
  epoll?.register(watched);
  const kqueue = Kqueue.isAvailable ? new Kqueue() : null;
  kqueue?.control([new KEvent(watched, KQ_FILTER_WRITE, KQ_EV_ADD)], 0, 0);

  return {
    selectors,
    poll,
    epoll,
    kqueue,
    watched,
    spare,
    snapshot: () => [
      ...[...selectors.values()].map(stateOf),
      poll.poll(0),
      epoll?.poll(0),
      kqueue?.control(null, 10, 0).map(({ ident, filter }) => [ident, filter]),
    ],
    close() {
      for (const object of [...selectors.values(), epoll, kqueue, watched, spare]) object?.close();
    },
  };
}

/** The keys themselves, which are to be the same ones, and what is ready of them. */
function stateOf(selector: BaseSelector): unknown {
  const keys = [...(selector.getMap()?.values() ?? [])];
  const ready = selector.select(0).map(([key, events]) => [keys.indexOf(key), events]);
  return [keys.map(({ fd, events, data }) => [fd, events, data]), ready];
}
