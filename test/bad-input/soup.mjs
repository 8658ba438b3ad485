/**
 * Anything at all, for any argument of anything that can be called. A process of its own: what
 * breaks here might not break by an exception.
 */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import * as selectors from 'selectors-ts';
import * as select from 'selectors-ts/select';
import { socketpair } from 'selectors-ts/socket';
import { openDescriptors } from '../support/openDescriptors.mjs';

const RUNS = 15_000;
const SEED = 20261122;

const { EVENT_READ, EVENT_WRITE, OSError } = selectors;
const { POLLOUT } = select;

class OwnError extends Error {}

const typedErrors = [
  TypeError,
  // A length or a nesting that JavaScript itself refuses.
  RangeError,
  OwnError,
  OSError,
  selectors.ValueError,
  selectors.KeyError,
  selectors.RuntimeError,
  selectors.OverflowError,
];

function fail() {
  throw new OwnError();
}

/** File objects that close something when they are asked for their descriptor. */
const closers = new WeakSet();

/** Values that no generator would think of; some of them for the world they are used in. */
function hostile({ watched, spare, targets }) {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const detached = new Int32Array(8);
  structuredClone(detached, { transfer: [detached.buffer] });
  const closing = (object) => {
    const fileobj = {
      fileno() {
        object.close?.();
        return spare.fileno();
      },
    };
    closers.add(fileobj);
    return fileobj;
  };
  return [
    ...[-1, -0, 0.5, NaN, Infinity, -Infinity, 2 ** 16, 2 ** 31, 2 ** 32, 2 ** 53, 1e300],
    ...[EVENT_READ, EVENT_WRITE, EVENT_READ | EVENT_WRITE, POLLOUT, 19_999, 1023, 1024],
    ...[undefined, null, true, 1n, Symbol('soup'), () => 1, class {}],
    revoked.proxy,
    new Proxy({}, { get: fail, getPrototypeOf: fail, ownKeys: fail, has: fail }),
    new Proxy(watched, {}),
    ...[watched, spare, watched.fileno(), spare.fileno()],
    { fileno: fail },
    { fileno: () => ({}) },
    { fileno: () => spare.fileno() },
    { fd: spare.fileno() },
    { fd: -1 },
    {
      get fd() {
        return fail();
      },
    },
    ...targets.map(closing),
    ...targets,
    [watched, spare],
    new Set([watched]),
    [watched, 'soup'],
    { [Symbol.iterator]: fail },
    new Int32Array(8),
    new Int32Array(1),
    new Int32Array(new SharedArrayBuffer(32)),
    new Int32Array(new ArrayBuffer(32, { maxByteLength: 64 })),
    detached,
    new Float64Array(8),
    { returnOnSignal: 1 },
    { returnOnSignal: false },
    { unlimited: true },
    {
      get unlimited() {
        return fail();
      },
    },
  ];
}

/** Everything watches a socket that is ready for writing, so that no wait lasts. */
function openWorld() {
  const [watched, spare] = socketpair();
  const { SelectSelector, PollSelector, EpollSelector, KqueueSelector } = selectors;
  const targets = [SelectSelector, PollSelector, EpollSelector, KqueueSelector]
    .filter(({ isAvailable }) => isAvailable)
    .map((Selector) => new Selector());
  targets.push(new SelectSelector({ unlimited: true }));
  for (const selector of targets) selector.register(watched, EVENT_READ | EVENT_WRITE);
  for (const Raw of [select.Poll, select.Epoll]) {
    if (!Raw.isAvailable) continue;
    const object = new Raw();
    object.register(watched);
    targets.push(object);
  }
  return { watched, spare, targets };
}

function state(target) {
  if (target instanceof select.Epoll) return target.closed || target.poll(0);
  if (target instanceof select.Poll) return target.poll(0);
  const map = target.getMap();
  if (map === null) return null;
  const ready = caught(() => target.select(0));
  return [[...map], ready.error ?? ready.value];
}

const internal = new Set([
  'constructor',
  'changeEvents',
  'interests',
  'kernelObjectReplaced',
  'pollableDescriptor',
  'takeWakeup',
  'wakeFd',
  'watchWake',
  'releaseKernelObject',
  'requireOpen',
  'rewatch',
  'unwatch',
  'waitReady',
  'watch',
]);

function methodNames(object) {
  const names = new Set();
  for (let owner = object; owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const name of Reflect.ownKeys(owner)) {
      const { value } = Object.getOwnPropertyDescriptor(owner, name);
      if (typeof value === 'function' && !internal.has(name)) names.add(name);
    }
  }
  return [...names];
}

/** What can be called in a world: on each target, its map, the modules and the classes. */
function callsIn({ targets }) {
  const views = targets.map((target) => target.getMap?.()).filter((view) => view);
  const classes = [...Object.values(selectors), ...Object.values(select)].filter(
    (value) => typeof value === 'function' && `${value}`.startsWith('class'),
  );
  return [
    ...[...targets, ...views].flatMap((object) =>
      methodNames(object).map((name) => [object, name]),
    ),
    ...classes.map((Class) => [null, Class]),
    [select, 'select'],
    [select.Epoll, 'fromfd'],
    [select.Kqueue, 'fromfd'],
  ];
}

/** Nothing here is to wait for ever, and `select()` alone is given what it has to wait for. */
function harmless(name, args) {
  if (name !== 'select' || args.length === 0) return args;
  const longest = (value) => value == null || (typeof value === 'number' && value > 0);
  return args.map((arg, index) => ((index === 0 || index === 3) && longest(arg) ? 0 : arg));
}

function caught(call) {
  try {
    return { value: call() };
  } catch (error) {
    return { error };
  }
}

function perform(owner, name, args) {
  if (owner === null) return Reflect.construct(name, args);
  return Reflect.apply(
    owner[name],
    owner,
    name === 'select' && owner === select ? pad(args) : args,
  );
}

/** The raw `select()` has no ready object of its own to end the wait: a time-out does. */
function pad(args) {
  const [r = [], w = [], x = [], timeout = 0, ...rest] = args;
  return [r, w, x, timeout, ...rest];
}

/** A number adopted is not closed: it may be anybody's. */
function dispose(made, owner) {
  if (owner === null && typeof made?.close === 'function') made.close();
}

const places = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ hostile: fc.nat() }) },
    {
      weight: 1,
      arbitrary: fc.record({
        value: fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSet: true,
          withSparseArray: true,
          withTypedArray: true,
          withObjectString: true,
        }),
      }),
    },
  ),
  { maxLength: 5 },
);

const before = openDescriptors();
let threw = 0;

function assertTyped(error, name, args) {
  const typed = typedErrors.some((Class) => error instanceof Class);
  assert(typed, `${inspect(name)}(${inspect(args)}): ${inspect(error)}`);
}

function run(world, which, given) {
  const opened = openDescriptors();
  const values = hostile(world);
  const calls = callsIn(world);
  const [owner, name] = calls[which % calls.length];
  const args = given.map((place) =>
    'value' in place ? place.value : values[place.hostile % values.length],
  );
  const states = world.targets.map(state);
  const { value, error } = caught(() => perform(owner, name, harmless(name, args)));
  dispose(value, owner);
  // A promise is rejected with what would be thrown; what it waits for ends with its selector.
  if (value instanceof Promise) value.catch((reason) => assertTyped(reason, name, args));
  if (error === undefined) return;

  threw++;
  assertTyped(error, name, args);
  if (args.some((arg) => closers.has(arg))) return;
  assert.deepEqual(world.targets.map(state), states);
  assert.equal(openDescriptors(), opened);
}

fc.assert(
  fc.property(fc.nat(), places, (which, given) => {
    const world = openWorld();
    try {
      run(world, which, given);
    } finally {
      for (const object of [...world.targets, world.watched, world.spare]) object.close?.();
    }
    assert.equal(openDescriptors(), before);
  }),
  { numRuns: RUNS, seed: SEED },
);
console.log(JSON.stringify({ runs: RUNS, threw }));
