import { type Contender, node, type Program, python } from '../rounds/index.js';
import { type Case, PYTHON } from './case.js';

const BUSIER = 'the busier';
const HALF = 'half';
const ANSWER = 'answer beside a CPU thread';
const SWITCH_INTERVAL = 'switch interval';

const SECONDS = 0.5;

const ofPython = (what: string) => `${PYTHON}, ${what}`;

const compute = (kind: 'gil' | 'free' | 'processes', count: number): Contender => ({
  program: node('cases/ours/compute.js', kind, count, SECONDS, 'rate'),
});
const pythonCompute = (kind: 'threads' | 'processes', count: number): Contender => ({
  program: python('compute.py', kind, count, SECONDS, 'rate'),
});

const computing: Case = {
  name: 'threads and processes that compute',
  unit: '/s',
  contenders: {
    '1 thread': compute('gil', 1),
    '2 threads': compute('gil', 2),
    '2 free threads': compute('free', 2),
    '2 processes': compute('processes', 2),
    [ofPython('1 thread')]: pythonCompute('threads', 1),
    [ofPython('2 threads')]: pythonCompute('threads', 2),
    [ofPython('2 processes')]: pythonCompute('processes', 2),
  },
  comparisons: [
    { ours: '2 threads', peer: '1 thread', atLeast: 0.95 },
    { ours: '2 free threads', peer: '1 thread', atLeast: 1.7 },
    { ours: '2 processes', peer: '1 thread', atLeast: 1.7 },
    { ours: ofPython('2 threads'), peer: ofPython('1 thread') },
    { ours: ofPython('2 processes'), peer: ofPython('1 thread') },
  ],
};

/** Of two seconds under one Gil. The other has the rest. */
const sharing: Case = {
  name: 'share of two threads that compute',
  unit: '%',
  contenders: {
    [BUSIER]: { program: node('cases/ours/compute.js', 'gil', 2, 2, 'share') },
    [ofPython(BUSIER)]: { program: python('compute.py', 'threads', 2, 2, 'share') },
  },
  constants: { [HALF]: 50 },
  comparisons: [
    { ours: BUSIER, peer: HALF, atMost: 1.1 },
    { ours: ofPython(BUSIER), peer: HALF },
  ],
};

const slowly = (delayMs: number, load: Program): Contender => ({
  program: node('peers/slowServer.js', delayMs),
  load,
});

const asking: Case = {
  name: 'waiting for answers',
  unit: '/s',
  contenders: {
    '1 thread': slowly(10, node('cases/ours/ask.js', 1, SECONDS)),
    '16 threads': slowly(10, node('cases/ours/ask.js', 16, SECONDS)),
    [ofPython('1 thread')]: slowly(10, python('ask.py', 1, SECONDS)),
    [ofPython('16 threads')]: slowly(10, python('ask.py', 16, SECONDS)),
  },
  comparisons: [
    { ours: '16 threads', peer: '1 thread', atLeast: 12 },
    { ours: '16 threads', peer: ofPython('16 threads') },
    { ours: ofPython('16 threads'), peer: ofPython('1 thread') },
  ],
};

/**
 * A thread that computes has the Gil when an answer comes, and keeps it for a switch interval. (From
 * a server that answers at once there is no convoy, nor is there in CPython: who asks has the Gil
 * back before the other thread has woken up.)
 */
function convoy(switchIntervalSeconds: number): Case {
  const args = [switchIntervalSeconds, SECONDS] as const;
  return {
    name: `convoy, switch interval of ${switchIntervalSeconds * 1000} ms`,
    contenders: {
      [ANSWER]: slowly(1, node('cases/ours/convoy.js', ...args)),
      [ofPython(ANSWER)]: slowly(1, python('convoy.py', ...args)),
    },
    constants: { [SWITCH_INTERVAL]: switchIntervalSeconds * 1e9 },
    comparisons: [
      { ours: ANSWER, peer: SWITCH_INTERVAL, atLeast: 0.7, atMost: 1.7 },
      { ours: ofPython(ANSWER), peer: SWITCH_INTERVAL },
    ],
  };
}

export const threadCases: readonly Case[] = [
  computing,
  sharing,
  asking,
  convoy(0.005),
  convoy(0.0005),
];
