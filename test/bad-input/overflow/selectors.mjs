import * as selectors from 'selectors-ts';
import { EPOLLET, EPOLLOUT, Epoll, POLLIN, POLLOUT, Poll, select } from 'selectors-ts/select';
import { socketpair } from 'selectors-ts/socket';
import { scanAll } from './scan.mjs';

const { EVENT_READ, EVENT_WRITE } = selectors;
const BOTH = EVENT_READ | EVENT_WRITE;

const classes = [
  selectors.SelectSelector,
  selectors.PollSelector,
  selectors.EpollSelector,
  selectors.KqueueSelector,
].filter(({ isAvailable }) => isAvailable);

const [a, b] = socketpair();
const [c, d] = socketpair();
d.send(Buffer.from('x'));
const names = new Map([a, b, c, d].map((socket, index) => [socket, 'abcd'[index]]));

/** What is registered, in its order, and what the kernel reports of that. */
function stateOf(selector) {
  const map = selector.getMap();
  if (map === null) return 'closed';
  const nameOf = ({ fileobj }) => names.get(fileobj) ?? fileobj;
  const keys = [...map.values()].map((key) => [nameOf(key), key.events, key.data]);
  return [keys, readyOf(selector).map(([key, events]) => [nameOf(key), events])];
}

function readyOf(selector) {
  try {
    return selector.select(0).sort(([{ fd }], [other]) => fd - other.fd);
  } catch (error) {
    // What select(2) says to a closed descriptor.
    if (error.code === 'EBADF') return [];
    throw error;
  }
}

/** Whether it has a descriptor left. */
function isOpen(selector) {
  try {
    return selector.fileno?.() !== undefined;
  } catch {
    return false;
  }
}

function operation(Selector, name, set, run) {
  return {
    name: `${Selector.name}.${name}`,
    make() {
      const selector = new Selector();
      const context = set(selector) ?? {};
      return {
        run: () => run(selector, context),
        state: () => [stateOf(selector), isOpen(selector), context.state?.()],
        close() {
          selector.close();
          context.close?.();
        },
      };
    },
  };
}

function making(Class) {
  return {
    name: `new ${Class.name}()`,
    make() {
      let made;
      return {
        run() {
          made = new Class();
        },
        state: () => made !== undefined,
        close: () => made?.close(),
      };
    },
  };
}

/** One of whose number another file has the descriptor. */
function lost(selector) {
  const [first, second] = socketpair();
  const old = { fileno: () => first.fileno() };
  names.set(old, 'old');
  selector.register(old, BOTH);
  old.fileno = () => -1;
  return { first, close: () => [first.close(), second.close()] };
}

/** Where the kernel refused one before: what asks it is compiled then, and not what would come next. */
function registering(Selector) {
  return {
    name: `${Selector.name}.register() after one in vain`,
    isCold: true,
    coarse: 4,
    make() {
      const selector = new Selector();
      const [first, second] = socketpair();
      let fileobj = first.fileno();
      first.close();
      second.close();
      const run = () => selector.register(fileobj, BOTH, 'data');
      try {
        run();
        selector.unregister(fileobj);
      } catch {}
      fileobj = a.fileno();
      return {
        run,
        // What the kernel has besides, the next register() tells: select() would mend it.
        state: () => [...selector.getMap().values()].map((key) => [key.fileobj, key.events]),
        close: () => selector.close(),
      };
    },
  };
}

function refused(selector) {
  const [first, second] = socketpair();
  names.set(first, 'first');
  selector.register(first, EVENT_READ);
  const fd = first.fileno();
  first.close();
  return { fd, close: () => second.close() };
}

const operations = classes.flatMap((Selector) => {
  const on = (name, set, run) => operation(Selector, name, set, run);
  const two = (selector) => {
    selector.register(a, EVENT_READ, 1);
    selector.register(b, EVENT_WRITE, 2);
  };
  return [
    on(
      'register() the first',
      () => {},
      (s) => s.register(a, BOTH, 'data'),
    ),
    registering(Selector),
    on('register() the third', two, (s) => s.register(c, BOTH, 'data')),
    on(
      'register() in place of another',
      (s) => {
        two(s);
        return lost(s);
      },
      (s, { first }) => {
        names.set(first, 'first');
        s.register(first, EVENT_WRITE);
      },
    ),
    on('unregister()', two, (s) => s.unregister(a)),
    on('unregister() of a closed one', refused, (s, { fd }) => {
      if (s.getMap().size > 0) s.unregister(fd);
    }),
    on('modify() of events', two, (s) => s.modify(a, BOTH, 3)),
    on('modify() of the only event', two, (s) => s.modify(a, EVENT_WRITE, 3)),
    on('modify() of data', two, (s) => s.modify(b, EVENT_WRITE, 3)),
    on('select(0)', two, (s) => s.select(0)),
    on(
      'select() of nothing',
      (s) => s.register(a, EVENT_READ),
      (s) => s.select(0.0002),
    ),
    on('select() of something', two, (s) => s.select(1)),
    on('waker()', two, (s) => s.waker()),
    on('wakeup()', two, (s) => {
      s.wakeup();
    }),
    on('close()', two, (s) => s.close()),
    on(
      'close() with a waker',
      (s) => {
        two(s);
        s.waker();
      },
      (s) => s.close(),
    ),
    making(Selector),
    {
      name: `${Selector.name}.select() of a wake-up`,
      make() {
        const selector = new Selector();
        selector.register(a, EVENT_READ);
        selector.wakeup();
        let isWoken = true;
        return {
          run() {
            selector.select(1);
            isWoken = false;
          },
          state() {
            // A lost wake-up would have this wait for ever.
            if (isWoken) {
              selector.select(null);
              selector.wakeup();
            }
            return isWoken;
          },
          close: () => selector.close(),
        };
      },
    },
  ];
});

function raw(Raw, name, set, run, stateOf) {
  return {
    name: `${Raw.name}.${name}`,
    make() {
      const object = new Raw();
      const context = { taken: [] };
      set(object);
      return {
        run: () => run(object, context),
        state: () => stateOf(object, context),
        close: () => object.close?.(),
      };
    },
  };
}

const registered = (object) => {
  object.register(a, POLLOUT);
  object.register(b, POLLIN | POLLOUT);
};
const polled = (object) => (object.closed ? 'closed' : object.poll(0).sort());
for (const Raw of [Poll, Epoll].filter(({ isAvailable }) => isAvailable)) {
  const on = (name, run) => raw(Raw, name, registered, run, polled);
  operations.push(
    on('register()', (object) => object.register(d)),
    on('modify()', (object) => object.modify(b, POLLIN)),
    on('unregister()', (object) => object.unregister(a)),
    on('poll()', (object) => object.poll(0)),
    on('pollInto()', (object) => object.pollInto(new Int32Array(8), 1)),
  );
}
/** A set that has to grow. */
operations.push(
  raw(
    Poll,
    'register() the seventeenth',
    (poll) => {
      for (let fd = 5000; fd < 5016; fd++) poll.register(fd, POLLIN);
    },
    (poll) => poll.register(a, POLLOUT),
    polled,
  ),
);
if (Epoll.isAvailable) {
  operations.push(
    raw(
      Epoll,
      'poll() of an edge',
      (epoll) => {
        epoll.register(a, EPOLLOUT | EPOLLET);
        epoll.register(b, EPOLLOUT | EPOLLET);
      },
      (epoll, { taken }) => {
        const ready = epoll.poll(0);
        taken[0] = ready;
      },
      // They are reported once.
      (epoll, { taken }) => {
        if (taken.length > 0) return 'taken';
        const ready = epoll.poll(0);
        epoll.modify(a, EPOLLOUT | EPOLLET);
        epoll.modify(b, EPOLLOUT | EPOLLET);
        return ready.length;
      },
    ),
    raw(Epoll, 'close()', registered, (epoll) => epoll.close(), polled),
    making(Epoll),
  );
}
operations.push({
  name: 'select()',
  make: () => ({ run: () => select([a, d], [b], [], 1), state: () => '' }),
});

scanAll(operations);
