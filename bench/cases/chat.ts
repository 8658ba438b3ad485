import { counted } from '../counted.js';
import type { Comparison } from '../results/index.js';
import { c, node, type Program, python } from '../rounds/index.js';
import { C, type Case, type Contender, NODE_NET, PYTHON, type Scope } from './case.js';

const ROOM_SIZE = 100;
const MOST_TALKING_ROOMS = 20;
const EPOLL = 'epoll';

const targets: readonly Comparison[] = [
  { ours: EPOLL, peer: C, atMost: 1.2 },
  { ours: EPOLL, peer: NODE_NET, atMost: 0.85 },
  { ours: EPOLL, peer: PYTHON },
];

/** A chat server: each message of 64 bytes goes to everybody else in a room. */
export function chatCases({ connections, backends, peers }: Scope): Case[] {
  const inWholeRooms = connections.map((number) => number - (number % ROOM_SIZE));
  return [...new Set(inWholeRooms)]
    .filter((number) => number > 0)
    .map((number) => {
      const load = node('load/chatLoad.js', number, ROOM_SIZE, MOST_TALKING_ROOMS);
      const peer = (program: Program): Contender => ({ kind: 'peer', program, load });
      const contenders: Record<string, Contender> = {};
      for (const backend of backends) {
        const program = node('cases/ours/chatServer.js', backend);
        contenders[backend] = { kind: 'backend', backend, program, load };
      }
      if (peers) {
        contenders[C] = peer(c('chat_server'));
        contenders[NODE_NET] = peer(node('peers/netChatServer.js'));
        contenders[PYTHON] = peer(python('chat_server.py'));
      }
      return {
        suite: 'chat',
        name: `chat, ${counted(number)} connections in rooms of ${ROOM_SIZE}`,
        parameters: { connections: number },
        metric: 'cpu',
        contenders,
        comparisons: peers && backends.includes(EPOLL) ? targets : [],
      };
    });
}
