/**
 * How long the operations of a socket may wait.
 */
import { ValueError } from '../errors/index.js';
import { timeoutMsFromSeconds } from '../wait/index.js';

/** Seconds, as callers give and get them, and the same in milliseconds: null is Infinity there. */
export interface Timeout {
  readonly seconds: number | null;
  readonly ms: number;
}

export const NON_BLOCKING: Timeout = { seconds: 0, ms: 0 };
export const BLOCKING: Timeout = { seconds: null, ms: Number.POSITIVE_INFINITY };

/**
 * @throws TypeError unless a number or null
 * @throws ValueError for NaN and below 0
 * @throws OverflowError beyond what poll(2) can wait
 */
export function checkedTimeout(timeout: unknown): Timeout {
  if (timeout === null) return BLOCKING;
  if (typeof timeout !== 'number') throw new TypeError('timeout must be a number or null');
  const ms = timeoutMsFromSeconds(timeout);
  if (ms < 0) throw new ValueError('Timeout value out of range');
  return { seconds: timeout, ms };
}

let defaultTimeout = BLOCKING;

/** The time-out that new sockets start with. */
export function initialTimeout(): Timeout {
  return defaultTimeout;
}

/**
 * The time-out in seconds that new sockets of this thread start with; null, as at first, if they
 * block. Python's `socket.getdefaulttimeout()`.
 */
export function getdefaulttimeout(): number | null {
  return defaultTimeout.seconds;
}

/**
 * Sets that time-out. Python's `socket.setdefaulttimeout()`.
 *
 * @param timeout - seconds; 0 for non-blocking sockets, null for blocking ones
 * @throws ValueError for NaN and below 0
 */
export function setdefaulttimeout(timeout: number | null): void {
  defaultTimeout = checkedTimeout(timeout);
}
