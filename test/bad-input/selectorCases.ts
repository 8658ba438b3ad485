/**
 * The methods of the selectors.
 */
import {
  EVENT_READ,
  KeyError,
  KqueueSelector,
  OSError,
  OverflowError,
  ValueError,
} from 'selectors-ts';
import { type Case, passing, type Wrong, wrong } from './case.js';
import {
  misreporting,
  negatives,
  notIntegers,
  notNumbers,
  notOptions,
  objects,
  primitives,
  throwingFileObjects,
  throwingOptions,
  thrown,
  thrownAsValueErrors,
  tooLargeForInt,
} from './hostile.js';
import type { World } from './world.js';

/** What no selector takes for a file object; what a large number is, depends. */
const fileobj: readonly Wrong[] = [
  wrong([undefined, ...notIntegers, ...negatives, ...misreporting], ValueError),
  wrong(
    tooLargeForInt.map((fd) => ({ fileno: () => fd })),
    OverflowError,
  ),
  wrong(throwingFileObjects(thrownAsValueErrors), ValueError),
  passing(throwingFileObjects(thrown)),
];
const notRegistered: Wrong = {
  values: ({ spare }) => [spare, spare.fileno(), ...tooLargeForInt],
  errors: [KeyError],
};
const registered: Wrong = {
  values: ({ watched }) => [watched, watched.fileno(), { fileno: () => watched.fileno() }],
  errors: [KeyError],
};
// A kqueue's ident is wider than an int: the kernel finds no such descriptor.
const tooLarge = wrong(
  tooLargeForInt,
  OverflowError,
  ...(KqueueSelector.isAvailable ? [OSError] : []),
);
const events: readonly Wrong[] = [
  wrong([undefined, null, ...primitives, ...objects], TypeError),
  wrong([0, 4, 7, 0.5, 2 ** 32 + 1, Number.NaN, Infinity, ...negatives], ValueError),
  wrong([...tooLargeForInt], ValueError),
];
const timeout: readonly Wrong[] = [
  wrong(
    notNumbers.filter((value) => value !== null),
    TypeError,
  ),
  wrong([Number.NaN], ValueError),
  wrong([Infinity, Number.MAX_VALUE], OverflowError),
];

export function selectorCases(name: string): Array<[string, Case]> {
  const selector = ({ selectors }: World) => selectors.get(name);
  const map = ({ selectors }: World) => selectors.get(name)?.getMap();
  const cases: Record<string, Case> = {
    register: {
      args: ({ spare }) => [spare, EVENT_READ],
      // Select, as in CPython, takes every number, and refuses it when it comes to waiting.
      wrong: [[...fileobj, registered, ...(name === 'SelectSelector' ? [] : [tooLarge])], events],
    },
    unregister: {
      args: ({ watched }) => [watched],
      wrong: [[...fileobj, notRegistered]],
    },
    modify: {
      args: ({ watched }) => [watched, EVENT_READ],
      wrong: [[...fileobj, notRegistered], events],
    },
    select: {
      args: () => [0],
      wrong: [
        timeout,
        [
          wrong(notOptions('returnOnSignal'), TypeError),
          passing(throwingOptions('returnOnSignal')),
        ],
      ],
    },
    selectAsync: {
      args: () => [0],
      wrong: [
        timeout,
        [wrong(notOptions('signal'), TypeError), passing(throwingOptions('signal'))],
      ],
    },
    '[asyncIterator]': {},
    ref: {},
    unref: {},
    wakeup: {},
    waker: {},
    close: {},
    fileno: {},
    getKey: { args: ({ watched }) => [watched], wrong: [[...fileobj, notRegistered]] },
    getMap: {},
    '[dispose]': {},
  };
  if (name === 'SelectSelector' || name === 'PollSelector') delete cases.fileno;
  return [
    ...Object.entries(cases).map(([method, theCase]): [string, Case] => [
      `${name}.prototype.${method}`,
      { receiver: selector, ...theCase },
    ]),
    ...mapCases(name, map),
  ];
}

/** Those of the view that `getMap()` returns, whose class has no export of its own. */
function mapCases(name: string, receiver: NonNullable<Case['receiver']>): Array<[string, Case]> {
  const lookUp: Case = { args: ({ watched }) => [watched], wrong: [fileobj] };
  const cases: Record<string, Case> = {
    get: lookUp,
    has: lookUp,
    size: {},
    keys: {},
    values: {},
    entries: {},
    '[iterator]': {},
  };
  return Object.entries(cases).map(([method, theCase]) => [
    `${name}.getMap().prototype.${method}`,
    { receiver, ...theCase },
  ]);
}
