/**
 * How long the calls of a socket in blocking mode wait: SO_RCVTIMEO and SO_SNDTIMEO, socket(7).
 *
 * The kernel heeds these options only in calls that block in the kernel, and ours do not. So a socket remembers the
 * options when they are set, and its waits end after their time.
 */
import { addon } from '../addon/index.js';
import { SO_RCVTIMEO, SO_SNDTIMEO, SOL_SOCKET } from './constants.js';

/** In milliseconds; Infinity is for any time. */
export interface WaitLimits {
  readonly receiveMs: number;
  readonly sendMs: number;
}

export const UNLIMITED: WaitLimits = {
  receiveMs: Number.POSITIVE_INFINITY,
  sendMs: Number.POSITIVE_INFINITY,
};

const { SO_RCVTIMEO_OLD, SO_RCVTIMEO_NEW, SO_SNDTIMEO_OLD, SO_SNDTIMEO_NEW } = addon.constants;
const receiving = new Set<unknown>([SO_RCVTIMEO, SO_RCVTIMEO_OLD, SO_RCVTIMEO_NEW]);
const sending = new Set<unknown>([SO_SNDTIMEO, SO_SNDTIMEO_OLD, SO_SNDTIMEO_NEW]);

/** Whether an option is one of the two. */
export function isWaitLimit(level: number, option: number): boolean {
  return level === SOL_SOCKET && (receiving.has(option) || sending.has(option));
}

/** The limits that the kernel has for a socket that was made elsewhere. */
export function limitsOf(fd: number): WaitLimits {
  return limits(limitOf(fd, false), limitOf(fd, true));
}

/**
 * After one of the two has been set.
 *
 * @param isNegative - whether to less than 0: Linux takes that for no time at all, and says 0 for it, as
 *   it does for any time
 */
export function changedLimits(
  { receiveMs, sendMs }: WaitLimits,
  fd: number,
  option: number,
  isNegative: boolean,
): WaitLimits {
  const isSending = sending.has(option);
  const changedMs = isNegative ? 0 : limitOf(fd, isSending);
  return isSending ? limits(receiveMs, changedMs) : limits(changedMs, sendMs);
}

/** Whether a `struct timeval` begins with a negative number of seconds, of 32 bits or of 64. */
export function isNegative(timeval: unknown): boolean {
  if (!ArrayBuffer.isView(timeval) || timeval.byteLength < 8) return false;
  const size = timeval.byteLength < 16 ? 4 : 8;
  const seconds = timeval.buffer.slice(timeval.byteOffset, timeval.byteOffset + size);
  const [value] = size === 4 ? new Int32Array(seconds) : new BigInt64Array(seconds);
  return (value as number | bigint) < 0;
}

function limitOf(fd: number, isSending: boolean): number {
  const outcome = addon.waitLimit(fd, isSending);
  return outcome > 0 ? outcome : Number.POSITIVE_INFINITY;
}

function limits(receiveMs: number, sendMs: number): WaitLimits {
  const isLimited = Math.min(receiveMs, sendMs) < Number.POSITIVE_INFINITY;
  return isLimited ? { receiveMs, sendMs } : UNLIMITED;
}
