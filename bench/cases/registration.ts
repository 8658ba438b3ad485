import { c, node, python } from '../rounds/index.js';
import { C, type Case, EMPTY_CALL, emptyCall, PYTHON } from './case.js';

const NUMBERS = 'numbers';
const SOCKETS = 'Sockets';

const contenders = (backend: string, registered: number) => ({
  [NUMBERS]: { program: node('cases/ours/register.js', backend, registered, NUMBERS) },
  [SOCKETS]: { program: node('cases/ours/register.js', backend, registered, SOCKETS) },
  [PYTHON]: { program: python('register.py', backend, registered) },
});

const epoll: Case = {
  name: 'epoll, register + unregister, 1000',
  contenders: { ...contenders('epoll', 1000), [C]: { program: c('register', 1000) } },
  comparisons: [
    { ours: NUMBERS, peer: C, atMost: 1.4 },
    { ours: SOCKETS, peer: C, atMost: 1.4 },
    { ours: NUMBERS, peer: PYTHON },
  ],
};

/** These two make no system call: their price is the package's own book-keeping. */
function withoutSystemCall(backend: 'poll' | 'select', registered: number): Case {
  return {
    name: `${backend}, register + unregister, ${registered}`,
    contenders: { ...contenders(backend, registered), [EMPTY_CALL]: emptyCall },
    comparisons: [
      { ours: NUMBERS, peer: EMPTY_CALL, atMost: 20 },
      { ours: SOCKETS, peer: EMPTY_CALL, atMost: 20 },
      { ours: NUMBERS, peer: PYTHON },
    ],
  };
}

export const registrationCases: readonly Case[] = [
  epoll,
  withoutSystemCall('poll', 1000),
  withoutSystemCall('poll', 10_000),
  withoutSystemCall('select', 1000),
  withoutSystemCall('select', 10_000),
];
