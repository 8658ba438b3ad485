import { type Contender, c, node, type Program, python } from '../rounds/index.js';
import { ASYNCIO, C, type Case, NODE_NET, PYTHON } from './case.js';

const MESSAGES_PER_ROUND = 30_000;
const RECV_INTO = 'recvInto';
const RECV = 'recv';
const FOR_AWAIT = 'for await, recvInto';

/** Server CPU per message of 64 bytes. */
function echo(connections: number): Case {
  const load = c('echo_load', connections, MESSAGES_PER_ROUND);
  const server = (program: Program): Contender => ({ program, load });
  return {
    name: `TCP echo, ${connections} connections`,
    contenders: {
      [RECV_INTO]: server(node('cases/ours/echoServer.js', RECV_INTO)),
      [RECV]: server(node('cases/ours/echoServer.js', RECV)),
      [FOR_AWAIT]: server(node('cases/ours/echoServer.js', RECV_INTO, 'async')),
      [C]: server(c('echo_server')),
      [NODE_NET]: server(node('peers/netEchoServer.js')),
      [PYTHON]: server(python('echo_server.py')),
      [ASYNCIO]: server(python('asyncio_echo_server.py')),
    },
    comparisons: [
      { ours: RECV_INTO, peer: C, atMost: 1.15 },
      { ours: RECV_INTO, peer: NODE_NET, atMost: 0.8 },
      { ours: RECV_INTO, peer: PYTHON },
      { ours: RECV_INTO, peer: ASYNCIO },
      { ours: RECV, peer: C, atMost: 1.3 },
      { ours: RECV, peer: NODE_NET, atMost: 0.8 },
      { ours: FOR_AWAIT, peer: NODE_NET, atMost: 1 },
    ],
  };
}

export const echoCases: readonly Case[] = [echo(100), echo(1000)];
