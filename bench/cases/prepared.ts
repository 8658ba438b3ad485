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
  const loads: Load[] = [
    { registered: FEWEST, ready: 1, watched: 'read' },
    { registered: MOST, ready: 1, watched: 'read' },
    { registered: MOST, ready: 100, watched: 'read' },
    { registered: MOST, ready: 100, watched: 'both' },
  ];
  return [
    ...loads.flatMap((load) => [
      caseOf('time', 'wait and dispatch', load, 1.3),
      caseOf('memory', 'garbage of a wait and its dispatch', load, 1.3),
    ]),
    caseOf(
      'register',
      'register() and unregister()',
      { registered: 1000, ready: 0, watched: 'read' },
      2,
    ),
    bySize,
  ];
}

interface Load {
  registered: number;
  ready: number;
  /** The events that are asked for. Descriptors are ready for reading alone. */
  watched: 'read' | 'both';
}

type Operation = 'time' | 'memory' | 'register';

function caseOf(operation: Operation, title: string, load: Load, atMost: number): Case {
  const { registered, ready, watched } = load;
  const activity = ready > 0 ? `${ready} ready of ` : '';
  const both = watched === 'both' ? ' for both events' : '';
  return {
    suite: 'calls',
    name: `${title} over prepared events, ${activity}${counted(registered)}${both}`,
    parameters: { registered, ...(ready > 0 && { ready }) },
    metric: operation === 'memory' ? 'memory' : 'time',
    contenders: {
      [KQUEUE]: over('kqueue', load, operation),
      [EPOLL]: over('epoll', load, operation),
    },
    comparisons: [{ ours: KQUEUE, peer: EPOLL, atMost }],
  };
}

function over(
  backend: 'epoll' | 'kqueue',
  { registered, ready, watched }: Load,
  operation: Operation,
): Contender {
  return variant({
    ...node('cases/ours/prepared.js', backend, registered, ready, watched, operation),
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
    [ofMost]: over('kqueue', { registered: MOST, ready: 1, watched: 'read' }, 'time'),
    [ofFewest]: over('kqueue', { registered: FEWEST, ready: 1, watched: 'read' }, 'time'),
  },
  comparisons: [{ ours: ofMost, peer: ofFewest, atMost: 1.15 }],
};
