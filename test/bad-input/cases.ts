/**
 * Every function that can be reached from the exports, by name.
 */
import * as selectors from 'selectors-ts';
import * as select from 'selectors-ts/select';
import { type Case, type Cases, passing, wrong } from './case.js';
import { negatives, notIntegers, notNumbers, notOptions, throwingOptions } from './hostile.js';
import { selectCases, unavailable } from './selectCases.js';
import { selectorCases } from './selectorCases.js';
import { type Callable, surface } from './surface.js';
import { openWorld } from './world.js';

const { OSError, OverflowError } = selectors;

const waker: Case = {
  args: () => [1],
  wrong: [
    [
      wrong([undefined, null, ...notIntegers], TypeError),
      wrong([...negatives, 0, 2 ** 53], OverflowError),
    ],
  ],
};

const unknownWaker = () => selectors.Waker.from(2 ** 40);

const selectSelector: Case = {
  wrong: [[wrong(notOptions('unlimited'), TypeError), passing(throwingOptions('unlimited'))]],
};

/** Their second argument is what the system said, if it said anything. */
const osError: Case = {
  args: () => ['message', { code: 'EIO', errno: -5, syscall: 'read' }],
  wrong: [[wrong([Symbol('1'), Object.create(null)], TypeError)], [wrong([null], TypeError)]],
};
const plainError: Case = { wrong: [[wrong([Symbol('1'), Object.create(null)], TypeError)]] };

function errorCases(): Array<[string, Case]> {
  return Object.entries(selectors)
    .filter(([, value]) => isError(value))
    .map(([name, value]) => [
      name,
      value === OSError || (value as typeof OSError).prototype instanceof OSError
        ? osError
        : plainError,
    ]);
}

function isError(value: unknown): boolean {
  return typeof value === 'function' && value.prototype instanceof Error;
}

export const cases: Cases = new Map<string, Case>([
  ...selectCases,
  ['BaseSelector', { wrong: [[wrong(notNumbers, TypeError)]] }],
  ['BaseSelector.prototype.[dispose]', { receiver: () => null }],
  ['SelectorKey', {}],
  ['Waker', waker],
  ['Waker.from', waker],
  ['Waker.prototype.handle', { receiver: unknownWaker }],
  ['Waker.prototype.wakeup', { receiver: unknownWaker }],
  ['SelectSelector', selectSelector],
  ['PollSelector', {}],
  ['EpollSelector', selectors.EpollSelector.isAvailable ? {} : unavailable],
  ['KqueueSelector', selectors.KqueueSelector.isAvailable ? {} : unavailable],
  ['DefaultSelector', {}],
  ...[
    'DefaultSelector',
    'SelectSelector',
    'PollSelector',
    'EpollSelector',
    'KqueueSelector',
  ].flatMap(selectorCases),
  ...errorCases(),
]);

/** All there is to call. */
export const callables: ReadonlyMap<string, Callable> = new Map([
  ...surface(selectors),
  ...surface(select),
  ...mapSurface(),
]);

/** The views that `getMap()` returns, whose class has no export of its own. */
function mapSurface(): Array<[string, Callable]> {
  const world = openWorld();
  const found = [...world.selectors].flatMap(([name, selector]) => [
    ...surface({ [`${name}.getMap()`]: selector.getMap()?.constructor }),
  ]);
  world.close();
  return found.filter(([name]) => !name.endsWith('()'));
}
