import { node, python } from '../rounds/index.js';
import { isMemoryKnown } from '../starts/index.js';
import { type Case, PYTHON } from './case.js';
import { peer, variant } from './contenders.js';

/** What threads and processes cost beside Node's own. */
export function messageCases(): Case[] {
  return [messages, start('time'), ...(isMemoryKnown ? [start('memory')] : [])];
}

const QUEUE = 'Queue';
const PIPE = 'Pipe';
const PORT = 'MessagePort';
const IPC = 'child_process IPC';
const THREAD = 'Thread';
const PROCESS = 'Process';
const WORKER = 'Worker';
const FORK = 'fork()';

const messages: Case = {
  suite: 'messages',
  name: 'message there and back',
  parameters: {},
  metric: 'time',
  contenders: {
    [QUEUE]: variant(node('cases/ours/message.js', 'threads')),
    [PORT]: peer(node('peers/nodeMessage.js', 'worker')),
    [`${PYTHON} Queue`]: peer(python('message.py', 'threads')),
    [PIPE]: variant(node('cases/ours/message.js', 'processes')),
    [IPC]: peer(node('peers/nodeMessage.js', 'fork')),
    [`${PYTHON} Pipe`]: peer(python('message.py', 'processes')),
  },
  comparisons: [
    { ours: QUEUE, peer: PORT },
    { ours: QUEUE, peer: `${PYTHON} Queue` },
    { ours: PIPE, peer: IPC },
    { ours: PIPE, peer: `${PYTHON} Pipe` },
    { ours: PIPE, peer: QUEUE },
  ],
};

function start(metric: 'time' | 'memory'): Case {
  return {
    suite: 'messages',
    name: metric === 'time' ? 'start to first word' : 'memory for each',
    parameters: {},
    metric,
    contenders: {
      [THREAD]: variant(node('cases/ours/start.js', 'threads', metric)),
      [WORKER]: peer(node('peers/nodeStart.js', 'worker', metric)),
      [PROCESS]: variant(node('cases/ours/start.js', 'processes', metric)),
      [FORK]: peer(node('peers/nodeStart.js', 'fork', metric)),
    },
    comparisons: [
      { ours: THREAD, peer: WORKER },
      { ours: PROCESS, peer: FORK },
      { ours: PROCESS, peer: THREAD },
    ],
  };
}
