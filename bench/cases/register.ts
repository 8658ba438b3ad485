import { counted } from '../counted.js';
import type { Backend, Comparison } from '../results/index.js';
import { c, node, python } from '../rounds/index.js';
import { C, type Case, type Contender, EMPTY_CALL, emptyCall, PYTHON, type Scope } from './case.js';
import { byBackend, peer, variant } from './contenders.js';
import { inPairs } from './inPairs.js';

type Operation = 'register' | 'modify';

/** Fewer registrations cost the same each, but nobody minds them. */
const FEWEST_REGISTERED = 1000;

export function registerCases({ registered, backends, peers }: Scope): Case[] {
  const numbers = inPairs(registered);
  const many = numbers.filter((number) => number >= FEWEST_REGISTERED);
  return (many.length > 0 ? many : numbers.slice(-1)).flatMap((number) => [
    timeCase('register', number, backends, peers),
    timeCase('modify', number, backends, peers),
    memoryCase(number, backends),
  ]);
}

function timeCase(
  operation: Operation,
  registered: number,
  backends: readonly Backend[],
  peers: boolean,
): Case {
  const isModify = operation === 'modify';
  const program = (backend: Backend, kind: 'numbers' | 'Sockets') =>
    node('cases/ours/register.js', backend, registered, operation, kind);
  return {
    suite: 'register',
    name: `${isModify ? 'modify()' : 'register() and unregister()'}, ${counted(registered)}`,
    parameters: { registered, operation: isModify ? 'modify' : 'register and unregister' },
    metric: 'time',
    contenders: {
      ...byBackend(backends, (backend) => program(backend, 'numbers')),
      ...(peers && {
        ...Object.fromEntries(
          backends.map((backend) => [
            ofSockets(backend),
            variant(program(backend, 'Sockets'), backend),
          ]),
        ),
        ...peersOf(operation, registered, backends),
      }),
    },
    comparisons: peers ? backends.flatMap((backend) => comparisonsOf(operation, backend)) : [],
  };
}

const ofSockets = (backend: Backend) => `${backend}, Sockets`;
const ofPython = (backend: Backend) => `${PYTHON} ${backend}`;
const ofC = (backend: Backend) => `${C} ${backend}`;

/** These make no system call: their price is the package's own book-keeping. */
const withoutSystemCall = (backend: Backend) => backend === 'poll' || backend === 'select';

function peersOf(
  operation: Operation,
  registered: number,
  backends: readonly Backend[],
): Record<string, Contender> {
  return {
    ...(backends.includes('epoll') && {
      [ofC('epoll')]: peer(c('register', registered, operation)),
    }),
    ...(operation === 'register' &&
      backends.some(withoutSystemCall) && { [EMPTY_CALL]: emptyCall }),
    ...Object.fromEntries(
      backends.map((backend) => [
        ofPython(backend),
        peer(python('register.py', backend, registered, operation)),
      ]),
    ),
  };
}

function comparisonsOf(operation: Operation, backend: Backend): Comparison[] {
  const comparisons: Comparison[] = [{ ours: backend, peer: ofPython(backend) }];
  const both = (rival: string, target: { atMost?: number }) =>
    comparisons.unshift(
      { ours: backend, peer: rival, ...target },
      { ours: ofSockets(backend), peer: rival, ...target },
    );
  const hasTarget = operation === 'register';
  if (backend === 'epoll') both(ofC(backend), hasTarget ? { atMost: 1.4 } : {});
  if (hasTarget && withoutSystemCall(backend)) both(EMPTY_CALL, { atMost: 20 });
  return comparisons;
}

function memoryCase(registered: number, backends: readonly Backend[]): Case {
  return {
    suite: 'register',
    name: `memory for each registered descriptor, ${counted(registered)}`,
    parameters: { registered, operation: 'memory' },
    metric: 'memory',
    contenders: byBackend(backends, (backend) =>
      node('cases/ours/registeredMemory.js', backend, registered),
    ),
    comparisons: [],
  };
}
