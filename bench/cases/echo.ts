import { counted } from '../counted.js';
import type { Comparison } from '../results/index.js';
import { c, node, type Program, python } from '../rounds/index.js';
import { ASYNCIO, C, type Case, type Contender, NODE_NET, PYTHON, type Scope } from './case.js';

const EPOLL = 'epoll';
const RECV = 'epoll, recv';
const FOR_AWAIT = 'epoll, for await';

const targets: readonly Comparison[] = [
  { ours: EPOLL, peer: C, atMost: 1.15 },
  { ours: EPOLL, peer: NODE_NET, atMost: 0.8 },
  { ours: EPOLL, peer: PYTHON },
  { ours: EPOLL, peer: ASYNCIO },
  { ours: RECV, peer: C, atMost: 1.3 },
  { ours: RECV, peer: NODE_NET, atMost: 0.8 },
  { ours: FOR_AWAIT, peer: NODE_NET, atMost: 1 },
];

/** A TCP echo server, with a message of 64 bytes under way on each connection. */
export function echoCases({ connections, backends, peers }: Scope): Case[] {
  const hasTargets = peers && backends.includes(EPOLL);
  return connections.map((number) => {
    const load = node('load/echoLoad.js', number);
    const peer = (program: Program): Contender => ({ kind: 'peer', program, load });
    const ours = (backend: string, receiving: string, ...loop: string[]) => ({
      program: node('cases/ours/echoServer.js', backend, receiving, ...loop),
      load,
    });
    const contenders: Record<string, Contender> = {};
    for (const backend of backends) {
      contenders[backend] = { kind: 'backend', backend, ...ours(backend, 'recvInto') };
    }
    if (hasTargets) {
      contenders[RECV] = { kind: 'variant', ...ours(EPOLL, 'recv') };
      contenders[FOR_AWAIT] = { kind: 'variant', ...ours(EPOLL, 'recvInto', 'async') };
    }
    if (peers) {
      contenders[C] = peer(c('echo_server'));
      contenders[NODE_NET] = peer(node('peers/netEchoServer.js'));
      contenders[PYTHON] = peer(python('echo_server.py'));
      contenders[ASYNCIO] = peer(python('asyncio_echo_server.py'));
    }
    return {
      suite: 'echo',
      name: `TCP echo, ${counted(number)} connections`,
      parameters: { connections: number },
      metric: 'cpu',
      contenders,
      comparisons: hasTargets ? targets : [],
    };
  });
}
