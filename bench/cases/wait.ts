import { counted } from '../counted.js';
import type { Backend, Comparison } from '../results/index.js';
import { c, node, python } from '../rounds/index.js';
import { C, type Case, type Contender, PYTHON, type Scope } from './case.js';
import { byBackend, peer, variant } from './contenders.js';
import { inPairs } from './inPairs.js';

interface Load {
  registered: number;
  ready: number;
  activity: string;
}

/** From here on, what is done for each that is ready is most of the work. */
const MANY_READY = 100;
/** Python's select() takes no descriptor from 1024 on, and the first few are others'. */
const MOST_OF_PYTHONS_SELECT = 1000;

export function waitCases(scope: Scope): Case[] {
  const { registered, activities, backends, peers } = scope;
  const numbers = inPairs(registered);
  const loads = numbers.flatMap((number) => loadsOf(number, activities));
  const cases = loads.map((load) => caseOf(load, backends, peers));
  return peers && backends.includes('epoll') ? [...cases, ...epollCases(numbers)] : cases;
}

/** Of what comes to the same number, the first. */
function loadsOf(registered: number, activities: readonly string[]): Load[] {
  const loads = new Map<number, Load>();
  for (const activity of activities) {
    const ready = readyOf(activity, registered);
    if (ready <= registered && !loads.has(ready)) loads.set(ready, { registered, ready, activity });
  }
  return [...loads.values()];
}

function readyOf(activity: string, registered: number): number {
  if (activity === 'all') return registered;
  const number = Number.parseFloat(activity);
  return Math.max(1, Math.round(activity.endsWith('%') ? (registered * number) / 100 : number));
}

function caseOf(load: Load, backends: readonly Backend[], peers: boolean): Case {
  const { registered, ready } = load;
  const rivals = peers ? backends.flatMap((backend) => rivalsOf(backend, load)) : [];
  return {
    suite: 'wait',
    name: `select(), ${counted(ready)} ready of ${counted(registered)}`,
    parameters: { ...load },
    metric: 'time',
    contenders: {
      ...byBackend(backends, (backend) => ours(backend, registered, ready)),
      ...Object.fromEntries(rivals.map(({ label, contender }) => [label, contender])),
    },
    comparisons: rivals.map(({ label, backend, target }) => ({
      ours: backend,
      peer: label,
      ...target,
    })),
  };
}

function ours(backend: Backend, registered: number, ready: number, timeout: '0' | 'none' = '0') {
  return node('cases/ours/wait.js', backend, registered, ready, timeout);
}

interface Rival {
  label: string;
  contender: Contender;
  backend: Backend;
  target: Pick<Comparison, 'atMost'>;
}

function rivalsOf(backend: Backend, load: Load): Rival[] {
  const { registered, ready } = load;
  const rivals: Rival[] = [];
  if (backend !== 'kqueue') rivals.push(inC(backend, load));
  if (backend !== 'select' || registered <= MOST_OF_PYTHONS_SELECT) {
    rivals.push({
      label: `${PYTHON} ${backend}`,
      contender: peer(python('wait.py', backend, registered, ready, '0')),
      backend,
      target: {},
    });
  }
  return rivals;
}

function inC(backend: Exclude<Backend, 'kqueue'>, { registered, ready }: Load): Rival {
  if (backend === 'epoll') {
    return {
      label: `${C} epoll`,
      contender: peer(c('wait', backend, registered, ready, 0)),
      backend,
      target: { atMost: epollTarget(registered, ready) },
    };
  }
  return {
    // With a second thread: Node has several, and each file then costs poll and select more.
    label: `${C} ${backend}, idle thread`,
    contender: peer(c('wait', backend, registered, ready, 0, 'idle-thread')),
    backend,
    target: ready === 1 && registered >= 1000 ? { atMost: 1.1 } : {},
  };
}

function epollTarget(registered: number, ready: number): number {
  if (ready < MANY_READY) return 1.4;
  return registered <= 1000 ? 1.35 : 1.45;
}

/** What is measured of epoll alone: a wait without a time limit, and what the size of a set costs. */
function epollCases(numbers: readonly number[]): Case[] {
  const middle = numbers.findLast((number) => number <= 1000) ?? (numbers[0] as number);
  const fewest = numbers[0] as number;
  const most = numbers.at(-1) as number;
  return [withoutLimit(middle), ...(most > fewest ? [bySize(fewest, most)] : [])];
}

function withoutLimit(registered: number): Case {
  const call = 'select(null)';
  return {
    suite: 'wait',
    name: `epoll, no time limit, 1 ready of ${counted(registered)}`,
    parameters: { operation: call },
    metric: 'time',
    contenders: {
      [call]: variant(ours('epoll', registered, 1, 'none'), 'epoll'),
      [C]: peer(c('wait', 'epoll', registered, 1, -1)),
      [PYTHON]: peer(python('wait.py', 'epoll', registered, 1, 'none')),
    },
    comparisons: [
      { ours: call, peer: C, atMost: 1.4 },
      { ours: call, peer: PYTHON },
    ],
  };
}

function bySize(fewest: number, most: number): Case {
  const ofMost = `${counted(most)} registered`;
  const ofFewest = `${counted(fewest)} registered`;
  return {
    suite: 'wait',
    name: 'epoll, 1 ready, by number registered',
    parameters: { operation: 'select(0)' },
    metric: 'time',
    contenders: {
      [ofMost]: variant(ours('epoll', most, 1), 'epoll'),
      [ofFewest]: variant(ours('epoll', fewest, 1), 'epoll'),
    },
    comparisons: [{ ours: ofMost, peer: ofFewest, atMost: 1.15 }],
  };
}
