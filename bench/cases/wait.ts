import { c, node, python } from '../rounds/index.js';
import { C, C2, type Case, PYTHON } from './case.js';

type Backend = 'epoll' | 'poll' | 'select';

const ours = (backend: Backend, registered: number, ready: number, timeout: string) => ({
  program: node('cases/ours/wait.js', backend, registered, ready, timeout),
});

function epoll(
  registered: number,
  ready: number,
  atMost: number,
  timeout: '0' | 'none' = '0',
): Case {
  const call = timeout === '0' ? 'select(0)' : 'select(null)';
  const limit = timeout === '0' ? '' : ', no time limit';
  return {
    name: `epoll, ${ready} ready of ${registered}${limit}`,
    contenders: {
      [call]: ours('epoll', registered, ready, timeout),
      [C]: { program: c('wait', 'epoll', registered, ready, timeout === '0' ? 0 : -1) },
      [PYTHON]: { program: python('wait.py', 'epoll', registered, ready, timeout) },
    },
    comparisons: [
      { ours: call, peer: C, atMost },
      { ours: call, peer: PYTHON },
    ],
  };
}

/** Judged against C with a second thread: Node has several, and each file then costs these two more. */
function scanning(backend: 'poll' | 'select', registered: number): Case {
  // Python's select() stops at FD_SETSIZE.
  const pythonPeer = registered < 1024 && {
    [PYTHON]: { program: python('wait.py', backend, registered, 1, '0') },
  };
  return {
    name: `${backend}, 1 ready of ${registered}`,
    contenders: {
      'select(0)': ours(backend, registered, 1, '0'),
      [C2]: { program: c('wait', backend, registered, 1, 0, 'idle-thread') },
      [C]: { program: c('wait', backend, registered, 1, 0) },
      ...pythonPeer,
    },
    comparisons: [
      { ours: 'select(0)', peer: C2, atMost: 1.1 },
      { ours: 'select(0)', peer: C },
      ...(pythonPeer ? [{ ours: 'select(0)', peer: PYTHON }] : []),
    ],
  };
}

const scaling: Case = {
  name: 'epoll, 1 ready, by number registered',
  contenders: {
    '19000 registered': ours('epoll', 19_000, 1, '0'),
    '10 registered': ours('epoll', 10, 1, '0'),
  },
  comparisons: [{ ours: '19000 registered', peer: '10 registered', atMost: 1.15 }],
};

export const waitCases: readonly Case[] = [
  epoll(10, 1, 1.4),
  epoll(1000, 1, 1.4),
  epoll(10_000, 1, 1.4),
  epoll(1000, 1, 1.4, 'none'),
  epoll(100, 100, 1.35),
  epoll(1000, 100, 1.35),
  epoll(10_000, 100, 1.45),
  scaling,
  scanning('poll', 1000),
  scanning('poll', 10_000),
  scanning('select', 1000),
  scanning('select', 10_000),
];
