/** Clients of the echo servers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SHUT_WR, type Socket } from 'selectors-ts/socket';
import type { Random } from '../run/random.js';
import type { Tally } from '../run/tally.js';
import { connect, reset } from './connect.js';
import { Exchange } from './exchange.js';
import type { Readiness } from './readiness.js';

const MOST_BYTES = 64 * 1024;
/** More than the buffers of both sides take, so that the server has to wait. */
const SLOW_BYTES = 256 * 1024;
const SLOW_BUFFER_BYTES = 16 * 1024;
const LONGEST_PAUSE_MS = 3;

export interface Visit {
  readonly waits: Readiness;
  readonly port: number;
  readonly random: Random;
  readonly tally: Tally;
}

export type Client = (visit: Visit) => Promise<void>;

export async function echo(visit: Visit): Promise<void> {
  await withConnection(visit, async (socket) => {
    const exchange = exchangeOf(visit, socket, visit.random.integer(1, MOST_BYTES));
    await exchange.until(() => exchange.isReceived);
  });
}

export async function halfClose(visit: Visit): Promise<void> {
  await withConnection(visit, async (socket) => {
    const exchange = exchangeOf(visit, socket, visit.random.integer(1, MOST_BYTES));
    await exchange.until(() => exchange.isSent);
    socket.shutdown(SHUT_WR);
    await exchange.until(() => exchange.isReceived);
    await exchange.end();
    visit.tally['half-closes']++;
  });
}

export async function readSlowly(visit: Visit): Promise<void> {
  const { random } = visit;
  const read = async (socket: Socket): Promise<void> => {
    const exchange = exchangeOf(visit, socket, SLOW_BYTES);
    const slowlyBytes = random.integer(1, SLOW_BYTES / 4);
    await exchange.until(() => exchange.receivedBytes >= slowlyBytes, {
      pieceBytes: random.integer(256, 4096),
      pause: () => sleep(random.integer(0, LONGEST_PAUSE_MS)),
    });
    // The server has had to wait. What is left comes as fast as it can.
    await exchange.until(() => exchange.isReceived);
  };
  await withConnection(visit, read, SLOW_BUFFER_BYTES);
}

export async function resetAnywhere(visit: Visit): Promise<void> {
  await withConnection(visit, async (socket) => {
    const exchange = exchangeOf(visit, socket, MOST_BYTES);
    const fewBytes = visit.random.integer(0, MOST_BYTES / 2);
    await exchange.until(() => exchange.receivedBytes >= fewBytes);
    visit.tally.resets++;
    reset(socket);
  });
}

export async function hangUp(visit: Visit): Promise<void> {
  await withConnection(visit, async () => {});
}

async function withConnection(
  { waits, port, tally }: Visit,
  work: (socket: Socket) => Promise<void>,
  receiveBufferBytes?: number,
): Promise<void> {
  const socket = await connect(waits, port, receiveBufferBytes);
  tally.connections++;
  try {
    await work(socket);
  } finally {
    socket.close();
  }
}

function exchangeOf({ waits, random, tally }: Visit, socket: Socket, bytes: number): Exchange {
  return new Exchange(waits, socket, random.bytes(bytes), tally);
}
