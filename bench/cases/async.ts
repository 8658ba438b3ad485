import { node } from '../rounds/index.js';
import { type Case, NODE_NET } from './case.js';

const SELECT = 'select(0)';
const SELECT_ASYNC = 'selectAsync()';
const FOR_AWAIT = 'for await';

type Backend = 'epoll' | 'poll' | 'select';

/** What is ready at once is answered at once, and Node's loop has its turn now and then. */
function readyAtOnce(backend: Backend, atMost?: number): Case {
  const target = atMost === undefined ? {} : { atMost };
  const ours = (call: string) => ({ program: node('cases/ours/waitAsync.js', backend, call) });
  return {
    name: `${backend}, ready at once`,
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

function wakeUp(backend: Backend, atMost?: number): Case {
  return {
    name: `${backend}, woken while pending`,
    contenders: {
      [SELECT_ASYNC]: { program: node('cases/ours/wakeUp.js', backend) },
      [NODE_NET]: { program: node('peers/netWakeUp.js') },
    },
    comparisons: [
      { ours: SELECT_ASYNC, peer: NODE_NET, ...(atMost === undefined ? {} : { atMost }) },
    ],
  };
}

export const asyncCases: readonly Case[] = [
  readyAtOnce('epoll', 2),
  readyAtOnce('poll'),
  readyAtOnce('select'),
  wakeUp('epoll', 1.3),
  wakeUp('poll'),
  wakeUp('select'),
];
