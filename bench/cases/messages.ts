import { node, python } from '../rounds/index.js';
import { isMemoryKnown } from '../starts/index.js';
import { type Case, PYTHON } from './case.js';

const QUEUE = 'Queue';
const PIPE = 'Pipe';
const PORT = 'MessagePort';
const IPC = 'child_process IPC';
const THREAD = 'Thread';
const PROCESS = 'Process';
const WORKER = 'Worker';
const FORK = 'fork()';

const messages: Case = {
  name: 'message there and back',
  contenders: {
    [QUEUE]: { program: node('cases/ours/message.js', 'threads') },
    [PORT]: { program: node('peers/nodeMessage.js', 'worker') },
    [`${PYTHON} Queue`]: { program: python('message.py', 'threads') },
    [PIPE]: { program: node('cases/ours/message.js', 'processes') },
    [IPC]: { program: node('peers/nodeMessage.js', 'fork') },
    [`${PYTHON} Pipe`]: { program: python('message.py', 'processes') },
  },
  comparisons: [
    { ours: QUEUE, peer: PORT },
    { ours: QUEUE, peer: `${PYTHON} Queue` },
    { ours: PIPE, peer: IPC },
    { ours: PIPE, peer: `${PYTHON} Pipe` },
    { ours: PIPE, peer: QUEUE },
  ],
};

function start(what: 'time' | 'memory'): Case {
  return {
    name: what === 'time' ? 'start to first word' : 'memory for each',
    unit: what === 'time' ? 'ns' : 'KiB',
    contenders: {
      [THREAD]: { program: node('cases/ours/start.js', 'threads', what) },
      [WORKER]: { program: node('peers/nodeStart.js', 'worker', what) },
      [PROCESS]: { program: node('cases/ours/start.js', 'processes', what) },
      [FORK]: { program: node('peers/nodeStart.js', 'fork', what) },
    },
    comparisons: [
      { ours: THREAD, peer: WORKER },
      { ours: PROCESS, peer: FORK },
      { ours: PROCESS, peer: THREAD },
    ],
  };
}

export const messageCases: readonly Case[] = [
  messages,
  start('time'),
  ...(isMemoryKnown ? [start('memory')] : []),
];
