/**
 * Connecting: connect(2) of a non-blocking socket, and what follows.
 */
import { addon } from '../addon/index.js';
import { type CurrentFd, untilDone, untilReady, wouldBlock } from './blocking.js';
import { AF_UNIX } from './constants.js';
import { errno, POLLOUT } from './kernel.js';
import { pendingError } from './options.js';

const EINPROGRESS = -errno.EINPROGRESS;
const EINTR = -errno.EINTR;
const EISCONN = -errno.EISCONN;

/**
 * @param timeoutMs - 0 starts the connection only
 * @returns 0, a negative errno, or null when the time is up
 */
export function connect(
  currentFd: CurrentFd,
  address: Uint8Array,
  family: number,
  timeoutMs: number,
): number | null {
  const outcome = addon.connect(currentFd(), address);
  if (outcome === 0 || timeoutMs === 0) return outcome;
  if (outcome === EINPROGRESS || outcome === EINTR) {
    return untilReady(currentFd, timeoutMs, POLLOUT, (fd) => connectionOutcome(fd, address));
  }
  // Linux, when the listener's queue is full. CPython fails here if it has a time-out.
  if (family === AF_UNIX && wouldBlock(outcome)) {
    return untilDone(currentFd, timeoutMs, (fd, sliceMs) =>
      addon.connectPatiently(fd, address, sliceMs),
    );
  }
  return outcome;
}

function connectionOutcome(fd: number, address: Uint8Array): number {
  const error = pendingError(fd);
  if (error !== 0) return error === EISCONN ? 0 : error;
  // Linux owes a non-blocking socket one more success, whatever address it is asked for: taken
  // here, so that the caller's next connect() is EISCONN as after a blocking one.
  const outcome = addon.connect(fd, address);
  return outcome === EISCONN ? 0 : outcome;
}
