import { node } from '../rounds/index.js';
import { type Case, EMPTY_CALL, emptyCall } from './case.js';

const CHECKPOINT = 'checkpoint()';
const ACQUIRE = 'acquire() and release()';
const FORCED_OFF = 'forced off a Gil';
const CONDITION_VARIABLE = 'condition variable';

const calls: Case = {
  name: 'Gil, nobody waiting',
  contenders: {
    [CHECKPOINT]: { program: node('cases/ours/gilCalls.js', 'checkpoint') },
    [ACQUIRE]: { program: node('cases/ours/gilCalls.js', 'acquire') },
    [EMPTY_CALL]: emptyCall,
  },
  comparisons: [
    { ours: CHECKPOINT, peer: EMPTY_CALL, atMost: 0.5 },
    { ours: ACQUIRE, peer: EMPTY_CALL, atMost: 12 },
  ],
};

/**
 * Judged against threads that wait, ask and compute in the same way: what a wake-up takes depends
 * above all on how long a thread, and its core, have slept.
 */
const handOver: Case = {
  name: 'hand-over between two threads',
  contenders: {
    [FORCED_OFF]: { program: node('cases/ours/handOver.js', 0.0005, 0.5) },
    [CONDITION_VARIABLE]: {
      program: { ...node('peers/conditionVariable.js', 0.0005, 0.5), addon: 'condition_variable' },
    },
  },
  comparisons: [{ ours: FORCED_OFF, peer: CONDITION_VARIABLE, atMost: 1.5 }],
};

export const gilCases: readonly Case[] = [calls, handOver];
