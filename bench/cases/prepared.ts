import { counted } from '../counted.js';
import { node } from '../rounds/index.js';
import type { Case, Contender } from './case.js';
import { variant } from './contenders.js';

const EPOLL = 'EpollSelector';
const KQUEUE = 'KqueueSelector';
const FEWEST = 10;
const MOST = 10_000;

/**
 * What `KqueueSelector` costs by itself, beside `EpollSelector`. The kqueue of the tests is slow, and
 * would hide it: both selectors are measured over native calls that only fill in prepared events.
 */
export function preparedCases(): Case[] {
  const loads = [
    { registered: FEWEST, ready: 1 },
    { registered: MOST, ready: 1 },
    { registered: MOST, ready: 100 },
  ];
  return [
    ...loads.flatMap(({ registered, ready }) => [
      caseOf('time', 'wait and dispatch', registered, ready, 1.3),
      caseOf('memory', 'garbage of a wait and its dispatch', registered, ready, 1.3),
    ]),
    caseOf('register', 'register() and unregister()', 1000, 0, 2),
    bySize,
  ];
}

type Operation = 'time' | 'memory' | 'register';

function caseOf(
  operation: Operation,
  title: string,
  registered: number,
  ready: number,
  atMost: number,
): Case {
  const load = operation === 'register' ? '' : `${ready} ready of `;
  return {
    suite: 'calls',
    name: `${title} over prepared events, ${load}${counted(registered)}`,
    parameters: { registered, ...(ready > 0 && { ready }) },
    metric: operation === 'memory' ? 'memory' : 'time',
    contenders: {
      [KQUEUE]: over('kqueue', registered, ready, operation),
      [EPOLL]: over('epoll', registered, ready, operation),
    },
    comparisons: [{ ours: KQUEUE, peer: EPOLL, atMost }],
  };
}

function over(
  backend: 'epoll' | 'kqueue',
  registered: number,
  ready: number,
  operation: Operation,
): Contender {
  return variant({
    ...node('cases/ours/prepared.js', backend, registered, ready, operation),
    addon: 'prepared_events',
    needsStandin: true,
  });
}

const ofMost = `${counted(MOST)} registered`;
const ofFewest = `${counted(FEWEST)} registered`;

const bySize: Case = {
  suite: 'calls',
  name: `${KQUEUE} over prepared events, 1 ready, by number registered`,
  parameters: {},
  metric: 'time',
  contenders: {
    [ofMost]: over('kqueue', MOST, 1, 'time'),
    [ofFewest]: over('kqueue', FEWEST, 1, 'time'),
  },
  comparisons: [{ ours: ofMost, peer: ofFewest, atMost: 1.15 }],
};
