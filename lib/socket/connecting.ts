/**
 * Connecting: connect(2) of a non-blocking socket, and what follows.
 */
import { addon } from '../addon/index.js';
import { type CurrentFd, SENDING, untilDone, untilReady, wouldBlock } from './blocking.js';
import { AF_UNIX } from './constants.js';
import { errno } from './kernel.js';
import { pendingError } from './options.js';

const EAGAIN = -errno.EAGAIN;
const EALREADY = -errno.EALREADY;
const EINPROGRESS = -errno.EINPROGRESS;
const EINTR = -errno.EINTR;
const EISCONN = -errno.EISCONN;

/**
 * @param timeoutMs - 0 starts the connection only
 * @param isBlocking - the socket is in blocking mode: its time is that of SO_SNDTIMEO
 * @returns 0, a negative errno, or null when a time-out has run out
 */
export function connect(
  currentFd: CurrentFd,
  address: Uint8Array,
  family: number,
  timeoutMs: number,
  isBlocking: boolean,
): number | null {
  const outcome = addon.connect(currentFd(), address);
  if (outcome === 0 || timeoutMs === 0) return outcome;
  // Another call's connection may still be under way: connect(2) of a blocking socket waits for it.
  if (outcome === EINPROGRESS || outcome === EINTR || (isBlocking && outcome === EALREADY)) {
    const settled = untilReady(currentFd, timeoutMs, SENDING, (fd) =>
      connectionOutcome(fd, address, isBlocking),
    );
    return settled === null && isBlocking ? timeUp(outcome) : settled;
  }
  // Linux, when the listener's queue is full. CPython fails here if it has a time-out.
  if (family === AF_UNIX && wouldBlock(outcome)) {
    const settled = untilDone(currentFd, timeoutMs, (fd, sliceMs) =>
      addon.connectBlocking(fd, address, sliceMs),
    );
    return settled === null && isBlocking ? EAGAIN : settled;
  }
  return outcome;
}

/** What connect(2) says when the time of SO_SNDTIMEO is up. */
function timeUp(outcome: number): number {
  return outcome === EALREADY ? EALREADY : EINPROGRESS;
}

function connectionOutcome(fd: number, address: Uint8Array, isBlocking: boolean): number {
  const error = pendingError(fd);
  if (error === EISCONN) return 0;
  if (error !== 0) {
    // connect(2) of a blocking socket would have done it. With a time-out CPython does not either.
    if (isBlocking) addon.forgetConnection(fd);
    return error;
  }
  // Linux owes a non-blocking socket one more success, whatever address it is asked for: taken
  // here, so that the caller's next connect() is EISCONN as after a blocking one.
  const outcome = addon.connect(fd, address);
  if (outcome === EALREADY) return EAGAIN;
  return outcome === EISCONN ? 0 : outcome;
}
