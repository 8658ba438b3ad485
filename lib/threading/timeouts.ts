/**
 * Time-outs as Python's synchronisation primitives take them: in seconds.
 */
import { checkedBoolean } from '../arguments/index.js';
import { describe, ValueError } from '../errors/index.js';
import { timeoutMsFromSeconds } from '../wait/index.js';

/** The longest time-out, in seconds. */
export const TIMEOUT_MAX = 9_223_372_036;

const UNSET = -1;

/**
 * @param timeout - seconds; null for ever, less than 0 as 0
 * @returns milliseconds
 * @throws TypeError unless a number or null
 * @throws ValueError for NaN
 * @throws OverflowError beyond TIMEOUT_MAX
 */
export function timeoutMsOf(timeout: number | null): number {
  return Math.max(0, timeoutMsFromSeconds(timeout, TIMEOUT_MAX * 1000));
}

/** The same for a lock, which has -1 for ever. */
export function lockTimeoutMsOf(blocking: boolean, timeout: number): number {
  checkedBoolean(blocking, 'blocking');
  if (typeof timeout !== 'number') {
    throw new TypeError(`timeout must be a number, not ${describe(timeout)}`);
  }
  const timeoutMs = timeoutMsOf(timeout);
  if (timeout === UNSET) return blocking ? Number.POSITIVE_INFINITY : 0;
  if (!blocking) throw new ValueError("can't specify a timeout for a non-blocking call");
  if (timeout < 0) throw new ValueError('timeout value must be a non-negative number');
  return timeoutMs;
}
