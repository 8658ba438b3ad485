/**
 * Callbacks of the caller's, wherever the package has any, that throw, overflow the stack, or call
 * something of the package again. What a call throws leaves everything as it was before the call or after
 * it; whatever the callbacks did, every object still works.
 */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import * as selectors from 'selectors-ts';
import { Pipe, Process } from 'selectors-ts/multiprocessing';
import { Epoll, Kqueue, Poll, select } from 'selectors-ts/select';
import { createConnection, createServer, socketpair } from 'selectors-ts/socket';
import { Barrier, Condition, Gil, Lock, Queue, RLock, Thread } from 'selectors-ts/threading';
import { openDescriptors } from '../support/openDescriptors.mjs';

const RUNS = 4000;
const SEED = Number(process.env.SEED ?? 20270113);

const { EVENT_READ, EVENT_WRITE } = selectors;
const BOTH = EVENT_READ | EVENT_WRITE;

class OwnError extends Error {}

const classes = [
  selectors.SelectSelector,
  selectors.PollSelector,
  selectors.EpollSelector,
  selectors.KqueueSelector,
].filter(({ isAvailable }) => isAvailable);

const gil = new Gil();

/** Everything watches a socket that is ready for writing, so that no wait lasts. */
function openWorld() {
  const [watched, spare] = socketpair();
  const [here, there] = Pipe();
  const world = {
    watched,
    spare,
    here,
    there,
    selectors: classes.map((Selector) => new Selector()),
    poll: new Poll(),
    epoll: Epoll.isAvailable ? new Epoll() : null,
    kqueue: Kqueue.isAvailable ? new Kqueue() : null,
    queue: new Queue(),
    lock: new Lock(),
    condition: new Condition(new RLock()),
    thread: null,
    closeables: [],
  };
  for (const selector of world.selectors) selector.register(watched, BOTH, 'watched');
  world.poll.register(watched);
  world.epoll?.register(watched);
  world.closeables = [watched, spare, here, there, world.epoll, world.kqueue, ...world.selectors];
  return world;
}

/** In each way that there is to be asked for a descriptor. */
const fileObjects = [
  (called, fd) => ({
    fileno() {
      called();
      return fd;
    },
  }),
  (called, fd) => ({
    get fileno() {
      called();
      return () => fd;
    },
  }),
  (called, fd) => ({
    get fd() {
      called();
      return fd;
    },
  }),
  (called, fd) => ({
    get _handle() {
      called();
      return { fd };
    },
  }),
  (called, fd) =>
    new Proxy(
      { fd },
      {
        get(target, name) {
          called();
          return target[name];
        },
      },
    ),
];

const options = (called, name, value) => ({
  get [name]() {
    called();
    return value;
  },
});

const values = [
  (called) => options(called, 'value', 1),
  (called) => [1, options(called, 'value', [2])],
  (called) => new Map([[1, options(called, 'value', 1)]]),
  (called) => ({ toJSON: called, nested: options(called, 'value', 1) }),
  (called) => ({ socket: new Lock(), last: options(called, 'value', 1) }),
];

function* walk(called, ...elements) {
  for (const element of elements) {
    called();
    yield element;
  }
}

/** A signal that calls back in one of the ways in which it can. */
function signal(called, name) {
  const own = new AbortController().signal;
  const original = own[name];
  const value = (...args) => {
    called();
    return original.apply(own, args);
  };
  return Object.defineProperty(own, name, { value });
}

function begun(promise) {
  promise.catch(() => {});
}

/** What calls back, by its place in this list. */
const calls = [
  ...classes.flatMap((_, index) => [
    ...fileObjects.flatMap((make) => [
      (w, called) => w.selectors[index].register(make(called, w.spare.fileno()), BOTH, 1),
      (w, called) => w.selectors[index].unregister(make(called, w.watched.fileno())),
      (w, called) => w.selectors[index].modify(make(called, w.watched.fileno()), EVENT_READ, 1),
      (w, called) => w.selectors[index].modify(make(called, w.watched.fileno()), BOTH, 1),
      (w, called) => w.selectors[index].getKey(make(called, w.watched.fileno())),
      (w, called) => w.selectors[index].getMap()?.get(make(called, w.watched.fileno())),
    ]),
    (w, called) => w.selectors[index].select(0, options(called, 'returnOnSignal', false)),
    (w, called) => begun(w.selectors[index].selectAsync(0, options(called, 'signal', undefined))),
    ...['throwIfAborted', 'addEventListener'].map(
      (name) => (w, called) =>
        begun(w.selectors[index].selectAsync(0, { signal: signal(called, name) })),
    ),
  ]),
  ...fileObjects.flatMap((make) => [
    (w, called) => w.poll.register(make(called, w.spare.fileno()), 4),
    (w, called) => w.poll.modify(make(called, w.watched.fileno()), 1),
    (w, called) => w.poll.unregister(make(called, w.watched.fileno())),
    (w, called) => w.epoll?.register(make(called, w.spare.fileno()), 4),
    (w, called) => w.epoll?.modify(make(called, w.watched.fileno()), 1),
    (w, called) => w.epoll?.unregister(make(called, w.watched.fileno())),
    (w, called) => select([], [make(called, w.watched.fileno())], [], 0),
  ]),
  (w, called) => select(walk(called, w.watched, w.spare), [], [], 0),
  (_w, called) => select([], [], [], 0, options(called, 'unlimited', true)),
  (w, called) => w.kqueue?.control(walk(called), 0, 0),
  (w, called) => w.closeables.push(createServer(['127.0.0.1', 0], options(called, 'backlog', 1))),
  (_w, called) => createConnection(['127.0.0.1', 1], 1, null, options(called, 'allErrors', false)),
  (w, called) => w.watched.connect(new Proxy(['a'], { get: called })),
  (_w, called) => gil.run(called),
  (_w, called) => gil.run(() => gil.allowThreads(called)),
  (_w, called) => gil.run(() => gil.run(called)),
  (w, called) =>
    guarded(w.condition, () =>
      w.condition.waitFor(() => {
        called();
        return true;
      }),
    ),
  (w, called) =>
    guarded(w.condition, () =>
      w.condition.waitFor(() => {
        called();
        return false;
      }, 0.0001),
    ),
  (_w, called) => new Barrier(1, called).wait(),
  (w, called) => guarded(w.lock, called),
  ...values.map((make) => (w, called) => w.queue.put(make(called))),
  ...values.map((make) => (w, called) => w.here.send(make(called))),
  ...['target', 'args', 'name', 'daemon', 'gil'].map(
    (name) => (_w, called) => new Thread(options(called, name, undefined)),
  ),
  (_w, called) => new Thread({ name: { toString: called } }),
  ...['target', 'args', 'name', 'daemon'].map(
    (name) => (_w, called) => new Process(options(called, name, undefined)),
  ),
];

function guarded(lock, call) {
  // A callback may be in the midst of this already.
  if (!lock.acquire(false)) return;
  try {
    call();
  } finally {
    lock.release();
  }
}

function overflow() {
  return overflow() + 1;
}

/** What callbacks do: the first the first time, and so on. */
const behaviour = fc.letrec((tie) => ({
  deed: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant({ kind: 'nothing' }),
    fc.constant({ kind: 'throw' }),
    fc.constant({ kind: 'overflow' }),
    fc.constant({ kind: 'close' }),
    fc.record({ kind: fc.constant('call'), which: fc.nat(), deeds: tie('deeds') }),
    fc.record({ kind: fc.constant('try'), which: fc.nat(), deeds: tie('deeds') }),
  ),
  deeds: fc.array(tie('deed'), { minLength: 1, maxLength: 3, depthIdentifier: 'deeds' }),
}));

function callback(world, deeds) {
  let time = 0;
  return () => {
    const deed = deeds[time++ % deeds.length];
    if (time > 10) return;
    if (deed.kind === 'throw') throw new OwnError();
    if (deed.kind === 'overflow') overflow();
    if (deed.kind === 'close') world.selectors[time % classes.length].close();
    if (deed.kind === 'call') perform(world, deed);
    if (deed.kind === 'try') {
      try {
        perform(world, deed);
      } catch {}
    }
  };
}

function perform(world, { which, deeds }) {
  calls[which % calls.length](world, callback(world, deeds));
}

const changesElse = ({ deeds }) =>
  deeds.some(({ kind }) => kind === 'call' || kind === 'try' || kind === 'close');

const show = (state) => inspect(state, { depth: 9, breakLength: Infinity });

function stateOf(w) {
  const labels = new Map([
    [w.watched.fileno(), 'watched'],
    [w.spare.fileno(), 'spare'],
  ]);
  return show([
    ...w.selectors.map((selector) => {
      if (selector.getMap() === null) return null;
      const keys = [...selector.getMap().values()];
      return [
        keys.map(({ fd, events, data }) => [labels.get(fd), events, data]),
        selector.select(0).map(([key, events]) => [labels.get(key.fd), events]),
      ];
    }),
    w.poll.poll(0).map(([fd, events]) => [labels.get(fd), events]),
    w.epoll?.poll(0).map(([fd, events]) => [labels.get(fd), events]),
    w.queue.qsize(),
    w.queue.unfinishedTasks,
    w.there.poll(0),
    [gil.held, gil.locked, w.lock.locked(), w.condition.acquire(false)],
  ]);
}

/** Whatever has happened: what is registered is watched, and nothing else is. */
function assertSound(w) {
  for (const selector of w.selectors) {
    if (selector.getMap() === null) continue;
    const writable = [...selector.getMap().values()].filter(({ events }) => events & EVENT_WRITE);
    assert.equal(selector.select(0).length, writable.length);
    for (const { fd } of selector.getMap().values()) selector.unregister(fd);
    assert.deepEqual(selector.select(0), []);
    selector.register(w.spare, EVENT_WRITE);
    assert.equal(selector.select(1).length, 1);
  }
  assert(!gil.held && !gil.locked, 'the Gil stays held');
  assert(w.lock.acquire(false), 'the lock stays locked');
}

let threw = 0;

function isExpected(error) {
  return (
    error instanceof RangeError ||
    error instanceof OwnError ||
    error instanceof TypeError ||
    Object.values(selectors).some(
      (Class) =>
        typeof Class === 'function' && Class.prototype instanceof Error && error instanceof Class,
    )
  );
}

function withWorld(use) {
  const before = openDescriptors();
  const world = openWorld();
  try {
    return use(world);
  } finally {
    for (const one of world.closeables) one?.close();
    assert.equal(openDescriptors(), before);
  }
}

fc.assert(
  fc.property(fc.nat(), behaviour.deeds, (which, deeds) => {
    const after = withWorld((world) => {
      try {
        perform(world, { which, deeds: [{ kind: 'nothing' }] });
      } catch {}
      return stateOf(world);
    });
    withWorld((world) => {
      const before = stateOf(world);
      world.condition.release();
      try {
        perform(world, { which, deeds });
      } catch (error) {
        threw++;
        assert(isExpected(error), inspect(error));
        if (!changesElse({ deeds })) {
          const now = stateOf(world);
          assert(
            [before, after].includes(now),
            `${calls[which % calls.length]}: ${before}, ${now}`,
          );
        }
      }
      assertSound(world);
    });
  }),
  { numRuns: RUNS, seed: SEED },
);
console.log(JSON.stringify({ seed: SEED, runs: RUNS, calls: calls.length, threw }));
