import { type Contender, c, node, type Program, python } from '../rounds/index.js';
import { C, type Case, NODE_NET, PYTHON } from './case.js';

const CONNECTIONS = 10_000;
const ROOM_SIZE = 100;
const TALKING_ROOMS = 20;
const MESSAGES_PER_ROUND = 300;
const OURS = 'EpollSelector';

const load = c('chat_load', CONNECTIONS, ROOM_SIZE, TALKING_ROOMS, MESSAGES_PER_ROUND);
const server = (program: Program): Contender => ({ program, load });

/** Server CPU per delivered message of 64 bytes. */
export const chatCases: readonly Case[] = [
  {
    name: `chat, ${CONNECTIONS} connections in rooms of ${ROOM_SIZE}`,
    contenders: {
      [OURS]: server(node('cases/ours/chatServer.js')),
      [C]: server(c('chat_server')),
      [NODE_NET]: server(node('peers/netChatServer.js')),
      [PYTHON]: server(python('chat_server.py')),
    },
    comparisons: [
      { ours: OURS, peer: C, atMost: 1.2 },
      { ours: OURS, peer: NODE_NET, atMost: 0.85 },
      { ours: OURS, peer: PYTHON },
    ],
  },
];
