import type { Backend } from '../results/index.js';
import { c, node, python } from '../rounds/index.js';
import { C, type Case, EMPTY_CALL, emptyCall, PYTHON, type Scope } from './case.js';
import { peer, variant } from './contenders.js';
import { preparedCases } from './prepared.js';

/** What single calls cost. */
export function callCases({ backends }: Scope): Case[] {
  return [wouldBlock, ...backends.map(readyAtOnce), ...preparedCases(), gilCalls, handOver];
}

const RETURNING = 'tryRecvInto';
const THROWING = 'recvInto';

const wouldBlock: Case = {
  suite: 'calls',
  name: 'would block',
  parameters: {},
  metric: 'time',
  contenders: {
    [RETURNING]: variant(node('cases/ours/wouldBlock.js', RETURNING)),
    [THROWING]: variant(node('cases/ours/wouldBlock.js', THROWING)),
    [C]: peer(c('would_block')),
    [PYTHON]: peer(python('would_block.py')),
  },
  comparisons: [
    { ours: RETURNING, peer: C, atMost: 1.5 },
    { ours: THROWING, peer: C, atMost: 6 },
    { ours: THROWING, peer: PYTHON },
  ],
};

const SELECT = 'select(0)';
const SELECT_ASYNC = 'selectAsync()';
const FOR_AWAIT = 'for await';

/** What is ready at once is answered at once, and Node's loop has its turn now and then. */
function readyAtOnce(backend: Backend): Case {
  const ours = (call: string) => variant(node('cases/ours/waitAsync.js', backend, call), backend);
  const target = backend === 'epoll' ? { atMost: 2 } : {};
  return {
    suite: 'calls',
    name: `${backend}, ready at once`,
    parameters: {},
    metric: 'time',
    contenders: {
      [SELECT_ASYNC]: ours('selectAsync'),
      [FOR_AWAIT]: ours('forAwait'),
      [SELECT]: ours('select'),
    },
    comparisons: [
      { ours: SELECT_ASYNC, peer: SELECT, ...target },
      { ours: FOR_AWAIT, peer: SELECT, ...target },
    ],
  };
}

const CHECKPOINT = 'checkpoint()';
const ACQUIRE = 'acquire() and release()';

const gilCalls: Case = {
  suite: 'calls',
  name: 'Gil, nobody waiting',
  parameters: {},
  metric: 'time',
  contenders: {
    [CHECKPOINT]: variant(node('cases/ours/gilCalls.js', 'checkpoint')),
    [ACQUIRE]: variant(node('cases/ours/gilCalls.js', 'acquire')),
    [EMPTY_CALL]: emptyCall,
  },
  comparisons: [
    { ours: CHECKPOINT, peer: EMPTY_CALL, atMost: 0.5 },
    { ours: ACQUIRE, peer: EMPTY_CALL, atMost: 12 },
  ],
};

const FORCED_OFF = 'forced off a Gil';
const CONDITION_VARIABLE = 'condition variable';
const SWITCH_INTERVAL_SECONDS = 0.0005;

/**
 * Judged against threads that wait, ask and compute in the same way: what a wake-up takes depends
 * above all on how long a thread, and its core, have slept.
 */
const handOver: Case = {
  suite: 'calls',
  name: 'hand-over between two threads',
  parameters: {},
  metric: 'time',
  shortestRoundMs: 50,
  contenders: {
    [FORCED_OFF]: variant(node('cases/ours/handOver.js', SWITCH_INTERVAL_SECONDS)),
    [CONDITION_VARIABLE]: peer({
      ...node('peers/conditionVariable.js', SWITCH_INTERVAL_SECONDS),
      addon: 'condition_variable',
    }),
  },
  comparisons: [{ ours: FORCED_OFF, peer: CONDITION_VARIABLE, atMost: 1.5 }],
};
