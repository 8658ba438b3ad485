/**
 * What `selectors-ts/select` exports besides constants and errors.
 */
import { NotImplementedError, OSError, OverflowError, ValueError } from 'selectors-ts';
import { EPOLLIN, Epoll, Kqueue, POLLIN } from 'selectors-ts/select';
import { type Case, passing, type Wrong, wrong } from './case.js';
import {
  endlessLists,
  misreporting,
  negatives,
  notIntegers,
  notLists,
  notNumbers,
  notOptions,
  objects,
  primitives,
  throwingFileObjects,
  throwingLists,
  throwingOptions,
  thrown,
  thrownAsValueErrors,
  tooLargeForInt,
} from './hostile.js';
import { tooShort, wrongMemory } from './memory.js';

const fileobj: readonly Wrong[] = [
  wrong([undefined, ...notIntegers], TypeError),
  wrong(negatives, ValueError),
  wrong(tooLargeForInt, OverflowError),
  wrong(misreporting, TypeError, ValueError),
  wrong(throwingFileObjects(thrownAsValueErrors), TypeError, ValueError),
  passing(throwingFileObjects(thrown)),
];
const required = (wrongs: readonly Wrong[]): Wrong[] => [wrong([undefined], TypeError), ...wrongs];
const descriptor: readonly Wrong[] = [
  wrong([undefined, ...notIntegers, { fileno: () => 0 }, { fd: 0 }], TypeError),
  wrong(negatives, ValueError),
  wrong(tooLargeForInt, OverflowError),
];
const mask16: readonly Wrong[] = [
  wrong(notIntegers, TypeError),
  wrong(negatives, ValueError),
  wrong([2 ** 16, ...tooLargeForInt], OverflowError),
];
const mask32: readonly Wrong[] = [
  wrong(notIntegers, TypeError),
  wrong([2 ** 32, -(2 ** 31) - 1, ...tooLargeForInt.slice(1)], OverflowError),
];
const timeoutOverflow = [Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE];
const notTimeouts = wrong(
  notNumbers.filter((value) => value !== null),
  TypeError,
);
/** Negative, as far as it is an int, is for ever. */
const timeout: readonly Wrong[] = [
  notTimeouts,
  wrong([Number.NaN], ValueError),
  wrong([...timeoutOverflow, 2 ** 31, -(2 ** 31) - 1], OverflowError),
];
const nonNegativeTimeout: readonly Wrong[] = [
  notTimeouts,
  wrong([Number.NaN, -Infinity, ...negatives, -Number.MIN_VALUE], ValueError),
  wrong([Infinity, Number.MAX_VALUE], OverflowError),
];
const memory: readonly Wrong[] = [wrong(wrongMemory(), TypeError), wrong(tooShort(), ValueError)];
const list: readonly Wrong[] = [
  wrong(notLists, TypeError, ValueError),
  passing(throwingLists()),
  { values: ({ watched }) => endlessLists(watched), errors: [ValueError] },
];

const select: Case = {
  args: ({ watched }) => [[watched], [watched], [watched], 0],
  wrong: [
    list,
    list,
    list,
    nonNegativeTimeout,
    [wrong(notOptions('unlimited'), TypeError), passing(throwingOptions('unlimited'))],
  ],
};

const setInterruptHook: Case = {
  args: () => [null],
  wrong: [[wrong([undefined, 0, ...primitives, {}, [], new Date(0)], TypeError)]],
};

const pollMethods: Record<string, Case> = {
  register: { args: ({ spare }) => [spare, POLLIN], wrong: [fileobj, mask16] },
  modify: { args: ({ watched }) => [watched, POLLIN], wrong: [fileobj, required(mask16)] },
  unregister: { args: ({ watched }) => [watched], wrong: [fileobj] },
  poll: { args: () => [0], wrong: [timeout] },
  pollInto: { args: () => [new Int32Array(10), 0], wrong: [memory, timeout] },
};

const epollMethods: Record<string, Case> = {
  register: { args: ({ spare }) => [spare, EPOLLIN], wrong: [fileobj, mask32] },
  modify: { args: ({ watched }) => [watched, EPOLLIN], wrong: [fileobj, required(mask32)] },
  unregister: { args: ({ watched }) => [watched], wrong: [fileobj] },
  poll: {
    args: () => [0, 10],
    wrong: [
      timeout,
      [
        wrong(notIntegers, TypeError),
        wrong([0, -2, -(2 ** 31)], ValueError),
        wrong([...tooLargeForInt, -(2 ** 31) - 1], OverflowError),
      ],
    ],
  },
  pollInto: { args: () => [new Int32Array(10), 0], wrong: [memory, timeout] },
  close: {},
  closed: {},
  fileno: {},
  '[dispose]': {},
};

const kqueueMethods: Record<string, Case> = {
  control: {
    args: () => [null, 10, 0],
    wrong: [
      [
        wrong(
          notLists.filter((value) => value !== null),
          TypeError,
        ),
        passing(throwingLists().slice(0, 3)),
        { values: () => endlessLists({}), errors: [TypeError] },
      ],
      [
        wrong([undefined, ...notIntegers], TypeError),
        wrong([-1, -(2 ** 31)], ValueError),
        wrong([...tooLargeForInt, -(2 ** 31) - 1], OverflowError),
      ],
      nonNegativeTimeout,
    ],
  },
  close: {},
  closed: {},
  fileno: {},
  '[dispose]': {},
};

const sizehint: readonly Wrong[] = [
  wrong(notIntegers, TypeError),
  wrong([0, -2, -(2 ** 31)], ValueError),
  wrong([...tooLargeForInt, -(2 ** 31) - 1], OverflowError),
];
const epollFlags: readonly Wrong[] = [
  wrong(notIntegers, TypeError),
  wrong([1, -1, 2 ** 30], OSError),
  wrong(tooLargeForInt, OverflowError),
];
const bits = (count: number): Wrong[] => [
  wrong(notIntegers, TypeError),
  wrong([2 ** count, -(2 ** count), 2 ** 60, -1e300], OverflowError),
];
const keventFields: ReadonlyArray<readonly Wrong[]> = [
  [
    wrong([undefined, ...primitives, ...objects], TypeError),
    wrong([-1, 2 ** 53], OverflowError),
    passing(throwingFileObjects(thrown)),
  ],
  bits(15).map(({ values, errors }) => ({
    values: (world) => values(world).filter((value) => value !== -(2 ** 15)),
    errors,
  })),
  bits(16),
  bits(32),
  bits(53),
  bits(53),
];

/** Where it does not work nothing can be made, whatever the arguments. */
export const unavailable: Case = { wrong: [[wrong([...notIntegers, 0], NotImplementedError)]] };

function methods(
  name: string,
  receiver: NonNullable<Case['receiver']>,
  cases: Record<string, Case>,
): Array<[string, Case]> {
  return Object.entries(cases).map(([method, theCase]) => [
    `${name}.prototype.${method}`,
    { receiver, ...theCase },
  ]);
}

export const selectCases: Array<[string, Case]> = [
  ['select', select],
  ['setInterruptHook', setInterruptHook],
  ['Poll', {}],
  ...methods('Poll', ({ poll }) => poll, pollMethods),
  ['Epoll', Epoll.isAvailable ? { wrong: [sizehint, epollFlags] } : unavailable],
  ['Epoll.fromfd', { wrong: [descriptor] }],
  ...methods('Epoll', ({ epoll }) => epoll, epollMethods),
  ['Kqueue', Kqueue.isAvailable ? {} : unavailable],
  ['Kqueue.fromfd', { wrong: [descriptor] }],
  ...methods('Kqueue', ({ kqueue }) => kqueue, kqueueMethods),
  ['KEvent', Kqueue.isAvailable ? { args: () => [0], wrong: keventFields } : unavailable],
];
