import { node, python } from '../rounds/index.js';
import { type Case, type Contender, PYTHON, type Scope } from './case.js';
import { peer, variant } from './contenders.js';

/** Threads and processes: the same whatever the backend. */
export function gilCases({ peers }: Scope): Case[] {
  const cases = [computing, sharing, asking, convoy(0.005), convoy(0.0005)];
  return peers ? cases : cases.map(withoutPeers);
}

function withoutPeers(each: Case): Case {
  const { contenders, constants = {}, comparisons } = each;
  const left = Object.fromEntries(
    Object.entries(contenders).filter(([, { kind }]) => kind !== 'peer'),
  );
  return {
    ...each,
    contenders: left,
    comparisons: comparisons.filter(
      ({ ours, peer }) => ours in left && (peer in left || peer in constants),
    ),
  };
}

const BUSIER = 'the busier';
const HALF = 'half';
const ANSWER = 'answer beside a CPU thread';
const SWITCH_INTERVAL = 'switch interval';

const ofPython = (what: string) => `${PYTHON}, ${what}`;

const compute = (kind: 'gil' | 'free' | 'processes', count: number): Contender =>
  variant(node('cases/ours/compute.js', kind, count, 'rate'));
const pythonCompute = (kind: 'threads' | 'processes', count: number): Contender =>
  peer(python('compute.py', kind, count, 'rate'));

const computing: Case = {
  suite: 'gil',
  name: 'threads and processes that compute',
  parameters: {},
  metric: 'rate',
  shortestRoundMs: 100,
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

/** Of a round under one Gil. The other has the rest. */
const sharing: Case = {
  suite: 'gil',
  name: 'share of two threads that compute',
  parameters: {},
  metric: 'share',
  // A hundred switch intervals: both have had many turns.
  shortestRoundMs: 500,
  contenders: {
    [BUSIER]: variant(node('cases/ours/compute.js', 'gil', 2, 'share')),
    [ofPython(BUSIER)]: peer(python('compute.py', 'threads', 2, 'share')),
  },
  constants: { [HALF]: 50 },
  comparisons: [
    { ours: BUSIER, peer: HALF, atMost: 1.1 },
    { ours: ofPython(BUSIER), peer: HALF },
  ],
};

/** An asker, and the server that it asks. */
const slowly = (delayMs: number, asker: Contender): Contender => ({
  ...asker,
  program: node('peers/slowServer.js', delayMs),
  load: asker.program,
});

const asking: Case = {
  suite: 'gil',
  name: 'waiting for answers',
  parameters: {},
  metric: 'rate',
  shortestRoundMs: 200,
  contenders: {
    '1 thread': slowly(10, variant(node('cases/ours/ask.js', 1))),
    '16 threads': slowly(10, variant(node('cases/ours/ask.js', 16))),
    [ofPython('1 thread')]: slowly(10, peer(python('ask.py', 1))),
    [ofPython('16 threads')]: slowly(10, peer(python('ask.py', 16))),
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
  return {
    suite: 'gil',
    name: `convoy, switch interval of ${switchIntervalSeconds * 1000} ms`,
    parameters: {},
    metric: 'time',
    // Some twenty answers.
    shortestRoundMs: 150,
    contenders: {
      [ANSWER]: slowly(1, variant(node('cases/ours/convoy.js', switchIntervalSeconds))),
      [ofPython(ANSWER)]: slowly(1, peer(python('convoy.py', switchIntervalSeconds))),
    },
    constants: { [SWITCH_INTERVAL]: switchIntervalSeconds * 1e9 },
    comparisons: [
      { ours: ANSWER, peer: SWITCH_INTERVAL, atLeast: 0.7, atMost: 1.7 },
      { ours: ofPython(ANSWER), peer: SWITCH_INTERVAL },
    ],
  };
}
