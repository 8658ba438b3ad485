import assert from 'node:assert/strict';
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { socketpair } from 'selectors-ts/socket';
import * as threading from 'selectors-ts/threading';
import { scanAll } from './scan.mjs';

const { Barrier, Condition, Event, Gil, Lock, Queue, RLock, Semaphore, sleep } = threading;

/** A little more than nothing, so that the thread blocks. */
const SOON = 0.0002;

function on(make, name, set, run, stateOf) {
  return {
    name,
    make() {
      const object = make();
      const context = set(object) ?? {};
      return {
        run: () => run(object, context),
        state: () => stateOf(object, context),
        close: () => context.close?.(),
      };
    },
  };
}

/** How often another could acquire it. */
function free(lock) {
  let times = 0;
  while (times < 3 && lock.acquire(false)) times++;
  for (let time = 0; time < times; time++) lock.release();
  return times;
}

const nothing = () => {};
const locked = (lock) => void lock.acquire();
const lock = (name, set, run) => on(() => new Lock(), `Lock.${name}`, set, run, free);
const rlock = (name, set, run) =>
  on(
    () => new RLock(),
    `RLock.${name}`,
    set,
    run,
    (one) => {
      let times = 0;
      try {
        while (times < 3) {
          one.release();
          times++;
        }
      } catch {}
      for (let time = 0; time < times; time++) one.acquire();
      return times;
    },
  );
const semaphore = (name, set, run) =>
  on(() => new Semaphore(1), `Semaphore.${name}`, set, run, free);

const BROKEN = 'BrokenBarrierError';

function barrier(name, parties, action, run) {
  return on(
    () => new Barrier(parties, action),
    `Barrier.${name}`,
    nothing,
    (one) => {
      try {
        run(one);
      } catch (error) {
        if (error.name !== BROKEN) throw error;
      }
    },
    (one) => [one.nWaiting, one.broken],
  );
}

const gil = new Gil();
const stateOfGil = () => [gil.held, gil.locked];

function released() {
  if (gil.held) gil.release();
  assert(!gil.locked, 'the Gil stays locked');
}

const onGil = (name, set, run) => ({
  name: `Gil.${name}`,
  make() {
    set();
    return { run, state: stateOfGil, close: released };
  },
});
const acquired = () => void gil.acquire();

/** The same by a thread that holds a Gil. */
function underGil(operation) {
  return {
    name: `${operation.name} under a Gil`,
    coarse: 2,
    make() {
      const it = operation.make();
      gil.acquire();
      return {
        run: it.run,
        state: () => [stateOfGil(), it.state()],
        close() {
          released();
          it.close?.();
        },
      };
    },
  };
}

const condition = (name, run) =>
  on(
    () => new Condition(new Lock()),
    `Condition.${name}`,
    (one) => void one.acquire(),
    run,
    (one) => {
      // Notifying is for who has the lock.
      try {
        one.notify();
        return 'locked';
      } catch {
        return 'free';
      }
    },
  );

const deep = () => {
  let value = 'deep';
  for (let depth = 0; depth < 400; depth++) value = [value];
  return value;
};

const queue = (name, maxsize, set, run) =>
  on(
    () => new Queue(maxsize),
    `Queue.${name}`,
    set,
    run,
    (one, { got }) => [one.qsize(), one.unfinishedTasks, got !== undefined],
  );

/** What is got is not to be lost. */
function get(one, context) {
  context.got = one.get();
}

function movedDeep(one) {
  const [first, second] = socketpair();
  one.put([deep(), first]);
  const context = {
    close() {
      const [, got] = context.got ?? one.get();
      got.close();
      second.close();
    },
  };
  return context;
}

function moved(one) {
  const [first, second] = socketpair();
  return {
    first,
    close() {
      if (one.qsize() > 0) one.get().close();
      first.close();
      second.close();
    },
  };
}

const blocking = [
  lock('acquire() that waits', locked, (one) => one.acquire(true, SOON)),
  rlock('acquire() that waits', nothing, (one) => one.acquire(true, SOON)),
  semaphore(
    'acquire() that waits',
    (one) => void one.acquire(),
    (one) => one.acquire(true, SOON),
  ),
  on(
    () => new Event(),
    'Event.wait()',
    nothing,
    (one) => one.wait(SOON),
    (one) => one.isSet(),
  ),
  condition('wait()', (one) => one.wait(SOON)),
  condition('waitFor()', (one) => one.waitFor(() => false, SOON)),
  barrier('wait() that is passed', 1, null, (one) => one.wait()),
  barrier(
    'wait() with an action',
    1,
    () => {},
    (one) => one.wait(),
  ),
  barrier('wait() in vain', 2, null, (one) => one.wait(SOON)),
  queue('put()', 0, nothing, (one) => one.put(1)),
  queue('put() of an object', 0, nothing, (one) => one.put({ a: [1, 'b'] })),
  queue('put() of a socket', 0, moved, (one, { first }) => one.put(first)),
  queue(
    'put() in vain',
    1,
    (one) => void one.put(1),
    (one) => {
      try {
        one.put(2, true, SOON);
      } catch (error) {
        if (error.name !== 'Full') throw error;
      }
    },
  ),
  queue('get()', 0, (one) => void one.put(1), get),
  queue('get() of a text', 0, (one) => void one.put('text'), get),
  queue('get() of an object', 0, (one) => void one.put({ a: [1, 'b'] }), get),
  queue('get() in vain', 0, nothing, (one) => {
    try {
      one.get(true, SOON);
    } catch (error) {
      if (error.name !== 'Empty') throw error;
    }
  }),
  { name: 'sleep()', make: () => ({ run: () => sleep(SOON), state: nothing }) },
  {
    name: 'select()',
    make() {
      const selector = new DefaultSelector();
      const [here, there] = socketpair();
      selector.register(here, EVENT_READ);
      return {
        run: () => selector.select(SOON),
        state: nothing,
        close() {
          for (const one of [selector, here, there]) one.close();
        },
      };
    },
  },
  {
    name: 'recv()',
    make() {
      const [here, there] = socketpair();
      there.send(Buffer.from('a'));
      here.settimeout(5);
      return {
        run: () => here.recv(1),
        state: nothing,
        close() {
          for (const one of [here, there]) one.close();
        },
      };
    },
  },
];

scanAll([
  onGil('acquire()', nothing, () => gil.acquire()),
  onGil('acquire(0)', nothing, () => gil.acquire(0)),
  onGil('release()', acquired, () => gil.release()),
  onGil('run()', nothing, () => gil.run(nothing)),
  onGil('run() by the holder', acquired, () => gil.run(nothing)),
  onGil('allowThreads()', acquired, () => gil.allowThreads(nothing)),
  onGil('checkpoint()', acquired, () => gil.checkpoint()),
  ...blocking,
  ...blocking.map(underGil),
  lock('acquire()', nothing, (one) => one.acquire()),
  lock('release()', locked, (one) => one.release()),
  lock('guard()', nothing, (one) => one.guard()),
  on(
    () => new Lock(),
    'Lock.guard() and its end',
    nothing,
    (one) => one.guard()[Symbol.dispose](),
    free,
  ),
  rlock('acquire()', locked, (one) => one.acquire()),
  rlock('release()', locked, (one) => one.release()),
  semaphore('release()', nothing, (one) => one.release()),
  on(
    () => new Event(),
    'Event.set()',
    nothing,
    (one) => one.set(),
    (one) => one.isSet(),
  ),
  on(
    () => new Event(),
    'Event.clear()',
    (one) => void one.set(),
    (one) => one.clear(),
    (one) => one.isSet(),
  ),
  queue(
    'taskDone()',
    0,
    (one) => void one.put(1),
    (one) => one.taskDone(),
  ),
  queue(
    'shutdown()',
    0,
    (one) => void one.put(1),
    (one) => one.shutdown(true),
  ),
  ...[Lock, RLock, Semaphore, Event, Condition, Queue, Gil].map((Class) => ({
    name: `${Class.name}.from() and new ${Class.name}()`,
    coarse: 2,
    make() {
      const { handle } = new Class();
      return {
        run: () => Class.from(handle),
        // It must be another.
        state: () => new Class().handle !== handle,
      };
    },
  })),
  queue('get() of what is deep', 0, (one) => void one.put(deep()), get),
  queue('get() of a socket in what is deep', 0, movedDeep, get),
]);
