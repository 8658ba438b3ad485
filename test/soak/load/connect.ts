import { constants } from 'node:os';
import { EVENT_WRITE } from 'selectors-ts';
import { SO_ERROR, SO_LINGER, SO_RCVBUF, SOL_SOCKET, Socket } from 'selectors-ts/socket';
import type { Readiness } from './readiness.js';

const { EINPROGRESS } = constants.errno;
/** A `struct linger`: on, for no time. */
const AT_ONCE = Int32Array.of(1, 0);

export class ConnectError extends Error {}

/**
 * @param receiveBufferBytes - for a reader that makes its peer wait; the system's if left out
 * @throws ConnectError if that fails
 */
export async function connect(
  waits: Readiness,
  port: number,
  receiveBufferBytes?: number,
): Promise<Socket> {
  const socket = new Socket();
  socket.setblocking(false);
  if (receiveBufferBytes !== undefined) {
    socket.setsockopt(SOL_SOCKET, SO_RCVBUF, receiveBufferBytes);
  }
  let error = socket.connectEx(['127.0.0.1', port]);
  if (error === EINPROGRESS) {
    await waits.ready(socket, EVENT_WRITE);
    error = socket.getsockopt(SOL_SOCKET, SO_ERROR);
  }
  if (error === 0) return socket;
  socket.close();
  throw new ConnectError(`connecting failed: errno ${error}`);
}

/** Ends a connection by a reset. */
export function reset(socket: Socket): void {
  socket.setsockopt(SOL_SOCKET, SO_LINGER, AT_ONCE);
  socket.close();
}
