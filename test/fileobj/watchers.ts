/**
 * All that takes file objects, in one shape: the selectors, and the kernel's calls themselves.
 */
import { EVENT_READ, EVENT_WRITE } from 'selectors-ts';
import {
  EPOLLIN,
  EPOLLOUT,
  Epoll,
  type FileObject,
  POLLIN,
  POLLOUT,
  Poll,
  select,
} from 'selectors-ts/select';
import { expect } from 'vitest';
import { backends } from '../conformance/backends.js';
import { opened } from '../conformance/opened.js';
import { hasEpoll } from '../support/capabilities.js';
import { closing } from '../support/sockets.js';

/** What one file object is watched with. */
export interface Watcher {
  /** Waits, if told to, until it is ready; for what, as EVENT_READ and EVENT_WRITE. */
  ready(options?: { wait: boolean }): number;
  forget(): void;
}

type Watch = (fileobj: FileObject, events: number) => Watcher;

const selectors = backends.map((backend): [string, Watch] => [
  backend.name,
  (fileobj, events) => {
    const selector = opened(backend);
    const key = selector.register(fileobj, events);
    expect(selector.getKey(fileobj)).toBe(key);
    return {
      ready({ wait } = { wait: false }) {
        const ready = selector.select(wait ? null : 0);
        for (const [found] of ready) expect(found).toBe(key);
        return ready.reduce((mask, [, found]) => mask | found, 0);
      },
      forget() {
        expect(selector.unregister(fileobj)).toBe(key);
        expect(selector.select(0)).toEqual([]);
      },
    };
  },
]);

const watchWithSelect: Watch = (fileobj, events) => {
  let watched = [fileobj];
  select(watched, [], [], 0);
  return {
    ready({ wait } = { wait: false }) {
      const [readers, writers] = select(
        events & EVENT_READ ? watched : [],
        events & EVENT_WRITE ? watched : [],
        [],
        wait ? null : 0,
      );
      for (const found of [...readers, ...writers]) expect(found).toBe(fileobj);
      return readers.length * EVENT_READ + writers.length * EVENT_WRITE;
    },
    forget() {
      watched = [];
    },
  };
};

/** With poll's bits for what is readable and writable, which are epoll's too. */
function masks(events: number, readable: number, writable: number) {
  return {
    asked: (events & EVENT_READ ? readable : 0) | (events & EVENT_WRITE ? writable : 0),
    found: (mask: number) =>
      (mask & readable ? EVENT_READ : 0) | (mask & writable ? EVENT_WRITE : 0),
  };
}

const watchWithPoll: Watch = (fileobj, events) => {
  const poll = new Poll();
  const { asked, found } = masks(events, POLLIN, POLLOUT);
  poll.register(fileobj, asked);
  return {
    ready: ({ wait } = { wait: false }) => found(poll.poll(wait ? null : 0)[0]?.[1] ?? 0),
    forget() {
      poll.unregister(fileobj);
      expect(poll.poll(0)).toEqual([]);
    },
  };
};

const watchWithEpoll: Watch = (fileobj, events) => {
  const epoll = closing(new Epoll());
  const { asked, found } = masks(events, EPOLLIN as number, EPOLLOUT as number);
  epoll.register(fileobj, asked);
  return {
    ready: ({ wait } = { wait: false }) => found(epoll.poll(wait ? null : 0)[0]?.[1] ?? 0),
    forget() {
      epoll.unregister(fileobj);
      expect(epoll.poll(0)).toEqual([]);
    },
  };
};

export const watchers: ReadonlyArray<[name: string, watch: Watch]> = [
  ...selectors,
  ['select()', watchWithSelect],
  ['Poll', watchWithPoll],
  ...(hasEpoll ? [['Epoll', watchWithEpoll] as [string, Watch]] : []),
];
