/**
 * What `selectors-ts/threading` exports besides constants and errors.
 */
import * as threading from 'selectors-ts/threading';
import { OverflowError, Thread, ValueError } from 'selectors-ts/threading';
import { type Case, type Cases, passing, type Wrong, wrong } from './case.js';
import {
  negatives,
  notBooleans,
  notIntegers,
  notNumbers,
  objects,
  primitives,
  revokedProxy,
  throwingOptions,
} from './hostile.js';

const notNull = (values: readonly unknown[]) => values.filter((value) => value !== null);
const notFunctions = [undefined, null, 0, ...primitives, {}, [], new Date(0), Object.create(null)];
const tooLong = [Number.POSITIVE_INFINITY, Number.MAX_VALUE, 1e12];

const timeout: readonly Wrong[] = [
  wrong(notNull(notNumbers), TypeError),
  wrong([Number.NaN], ValueError),
  wrong(tooLong, OverflowError),
];
const lockTimeout: readonly Wrong[] = [
  wrong(notNumbers, TypeError),
  wrong([Number.NaN, -2, Number.NEGATIVE_INFINITY], ValueError),
  wrong(tooLong, OverflowError),
];
const queueTimeout: readonly Wrong[] = [
  wrong(notNull(notNumbers), TypeError, ValueError),
  wrong([Number.NaN, -1], ValueError),
  wrong(tooLong, OverflowError),
];
const flag: readonly Wrong[] = [wrong(notBooleans, TypeError)];
const handle: readonly Wrong[] = [
  wrong([undefined, null, ...notIntegers], TypeError),
  wrong([...negatives, 0, 2 ** 40, 2 ** 53], ValueError, OverflowError),
];
const fn: readonly Wrong[] = [wrong(notFunctions, TypeError)];
const count: readonly Wrong[] = [
  wrong(notIntegers, TypeError, ValueError),
  wrong([...negatives, 2 ** 53, 1e300], ValueError, OverflowError),
];

/** Objects with that property. */
function option(name: string, values: readonly unknown[]): unknown[] {
  return values.map((value) => ({ [name]: value }));
}

const names = ['target', 'args', 'name', 'daemon', 'gil'];
const threadOptions: readonly Wrong[] = [
  wrong([null, 1, ...primitives, () => 1, revokedProxy()], TypeError),
  wrong(option('daemon', notNull(notBooleans)), TypeError),
  wrong(option('target', [1, true, {}, [], class {}, revokedProxy(), Object(1)]), TypeError),
  wrong(option('target', ['', './work.js', 'work', 'C:\\work.js']), ValueError),
  wrong(
    option('args', [null, 1, 'ab', {}, new Map(), new Uint8Array(1), revokedProxy()]),
    TypeError,
  ),
  wrong(option('name', [Object.create(null), revokedProxy()]), TypeError),
  wrong(option('gil', [1, 'gil', {}, threading.Gil, revokedProxy()]), TypeError),
  passing(names.flatMap(throwingOptions)),
];

const gil = new threading.Gil();
const gilCases: Record<string, Case> = {
  acquire: { args: () => [0], wrong: [timeout] },
  release: {},
  checkpoint: {},
  run: { args: () => [() => 1], wrong: [fn] },
  allowThreads: { args: () => [() => 1], wrong: [fn] },
  held: {},
  locked: {},
  handle: {},
  switchInterval: {},
  stats: {},
  trace: {},
};

const finished = new Thread();
finished.start();
finished.join();
const threadCases: Record<string, Case> = {
  name: {},
  ident: {},
  nativeId: {},
  daemon: {},
  isAlive: {},
  start: {},
  join: { args: () => [0], wrong: [timeout] },
  joinAsync: { args: () => [0], wrong: [timeout] },
};

const lockCases: Record<string, Case> = {
  handle: {},
  acquire: { args: () => [false], wrong: [flag, lockTimeout] },
  release: {},
  locked: {},
  guard: {},
};
const semaphoreCases: Record<string, Case> = {
  handle: {},
  acquire: { args: () => [true, 0], wrong: [flag, timeout] },
  release: { args: () => [1], wrong: [[...count, wrong([0], ValueError)]] },
  guard: {},
};
const conditionCases: Record<string, Case> = {
  handle: {},
  acquire: { args: () => [false], wrong: [flag, lockTimeout] },
  release: {},
  guard: {},
  wait: { args: () => [0], wrong: [timeout] },
  waitFor: { args: () => [() => false, 0], wrong: [fn] },
  notify: { args: () => [1], wrong: [[wrong(notIntegers, TypeError)]] },
  notifyAll: {},
};
const eventCases: Record<string, Case> = {
  handle: {},
  isSet: {},
  set: {},
  clear: {},
  wait: { args: () => [0], wrong: [timeout] },
};
const barrierCases: Record<string, Case> = {
  handle: {},
  wait: { args: () => [0], wrong: [timeout] },
  reset: {},
  abort: {},
  parties: {},
  nWaiting: {},
  broken: {},
};
const queueCases: Record<string, Case> = {
  handle: {},
  maxsize: {},
  isShutdown: {},
  unfinishedTasks: {},
  qsize: {},
  empty: {},
  full: {},
  put: {
    args: () => [1, true, 0],
    wrong: [
      [wrong([() => 1, Symbol('1'), new WeakMap(), revokedProxy(), new Proxy({}, {})], TypeError)],
      flag,
      queueTimeout,
    ],
  },
  putNowait: {
    args: () => [1],
    wrong: [[wrong([() => 1, Symbol('1'), new WeakMap()], TypeError)]],
  },
  get: { args: () => [true, 0], wrong: [flag, queueTimeout] },
  getNowait: {},
  taskDone: {},
  join: {},
  shutdown: { args: () => [true], wrong: [flag] },
};

/** Neither with room nor with anything to get: put() and get() have to wait. */
const full = new threading.Queue(1);
full.put(1);
const empty = new threading.Queue();

/** Acquired for good, where a method wants that. */
const condition = new threading.Condition();
condition.acquire();

function methods(name: string, object: object, cases: Record<string, Case>): Array<[string, Case]> {
  const receiver = () => object;
  return Object.entries({ ...cases, '[number]': {} }).map(([method, theCase]) => [
    `${name}.prototype.${method}`,
    { ...theCase, receiver },
  ]);
}

export const threadingCases: Cases = new Map<string, Case>([
  ['Gil', {}],
  ['Gil.shared', {}],
  ['Gil.from', { wrong: [handle] }],
  ...methods('Gil', gil, gilCases),
  ['Thread', { args: () => [{}], wrong: [threadOptions] }],
  ['Thread.of', {}],
  ...methods('Thread', finished, threadCases),
  ['Lock', {}],
  ['Lock.from', { wrong: [handle] }],
  ...methods('Lock', new threading.Lock(), lockCases),
  ['RLock', {}],
  ['RLock.from', { wrong: [handle] }],
  ...methods('RLock', new threading.RLock(), lockCases),
  ['Condition', { wrong: [[wrong([1, 'lock', {}, threading.Lock, revokedProxy()], TypeError)]] }],
  ['Condition.from', { wrong: [handle] }],
  ...methods('Condition', condition, conditionCases),
  ['Semaphore', { wrong: [count] }],
  ['Semaphore.from', { wrong: [handle] }],
  ...methods('Semaphore', new threading.Semaphore(), semaphoreCases),
  ['BoundedSemaphore', { wrong: [count] }],
  ['BoundedSemaphore.from', { wrong: [handle] }],
  ...methods('BoundedSemaphore', new threading.BoundedSemaphore(), semaphoreCases),
  ['Event', {}],
  ['Event.from', { wrong: [handle] }],
  ...methods('Event', new threading.Event(), eventCases),
  [
    'Barrier',
    {
      args: () => [1],
      wrong: [
        [...count, wrong([undefined, null, 0], TypeError, ValueError)],
        [wrong([1, 'action', {}, []], TypeError)],
        timeout,
      ],
    },
  ],
  ['Barrier.from', { wrong: [handle] }],
  ...methods('Barrier', new threading.Barrier(2), barrierCases),
  ['Queue', { wrong: [[wrong(notIntegers, TypeError)]] }],
  ['Queue.from', { wrong: [handle] }],
  ...methods('Queue', empty, queueCases),
  ['Queue.prototype.put', { ...(queueCases.put as Case), receiver: () => full }],
  ['currentThread', {}],
  ['mainThread', {}],
  ['enumerate', {}],
  ['activeCount', {}],
  ['getIdent', {}],
  ['excepthook', { wrong: [[wrong([undefined, null, 1, ...primitives, ...objects], TypeError)]] }],
  [
    'setExcepthook',
    {
      args: () => [null],
      wrong: [[wrong(notNull(notFunctions), TypeError)]],
    },
  ],
  [
    'sleep',
    {
      args: () => [0],
      wrong: [
        [
          wrong([undefined, ...notNumbers], TypeError),
          wrong([Number.NaN, ...negatives], ValueError),
          wrong(tooLong, OverflowError),
        ],
      ],
    },
  ],
]);
