/**
 * Time-outs as callers give them, checked, as milliseconds; `Infinity` is for ever.
 */
import { OverflowError, ValueError } from '../errors/index.js';

/** The longest time-out of poll(2) and epoll_wait(2), an int. */
const longestMs = 2 ** 31 - 1;

function checked(timeout: unknown): number {
  if (typeof timeout !== 'number') throw new TypeError('timeout must be a number or null');
  if (Number.isNaN(timeout)) throw new ValueError('timeout must not be NaN');
  return timeout;
}

function inRange(timeoutMs: number, limitMs: number): number {
  if (timeoutMs > limitMs) throw new OverflowError('timeout is too large');
  return timeoutMs;
}

/**
 * Seconds to the nearest nanosecond, but never 0 for more than 0. Differs from CPython: 2.007 s is
 * 2007 ms, though in doubles 2.007 * 1000 is a little more and would be rounded up to 2008.
 */
function toMilliseconds(timeoutSeconds: number): number {
  if (timeoutSeconds <= 0) return timeoutSeconds;
  return Math.max(1, Math.round(timeoutSeconds * 1e9)) / 1e6;
}

/**
 * @throws TypeError unless a number, null or undefined
 * @throws ValueError for NaN
 * @throws OverflowError beyond `limitMs`
 */
export function timeoutMsFromSeconds(timeout: unknown, limitMs: number = longestMs): number {
  if (timeout === null || timeout === undefined) return Number.POSITIVE_INFINITY;
  return inRange(toMilliseconds(checked(timeout)), limitMs);
}

/** The same for `Poll`, whose time-outs are milliseconds in Python too. */
export function timeoutMsFromMilliseconds(timeout: unknown): number {
  if (timeout === null || timeout === undefined) return Number.POSITIVE_INFINITY;
  return inRange(checked(timeout), longestMs);
}

/**
 * Makes a negative time-out endless, as CPython's `poll()` methods do, if it is an int.
 *
 * @throws OverflowError below an int
 */
export function negativeIsForEver(timeoutMs: number): number {
  if (timeoutMs < -longestMs - 1) throw new OverflowError('timeout is too large');
  return timeoutMs < 0 ? Number.POSITIVE_INFINITY : timeoutMs;
}

/** A time-out for poll(2) and epoll_wait(2): rounded up, and -1 for ever. */
export function toWholeMs(timeoutMs: number): number {
  return timeoutMs === Number.POSITIVE_INFINITY ? -1 : Math.ceil(timeoutMs);
}

/**
 * macOS refuses more than 2³¹ - 1 seconds in kevent(2), and more than 10⁸ in select(2). A longer wait goes
 * on after three years.
 */
const LONGEST_SLICE_MS = 1e11;

/** A time-out for select(2), in microseconds: rounded up, and -1 for ever. */
export function toMicroseconds(timeoutMs: number): number {
  if (timeoutMs === Number.POSITIVE_INFINITY) return -1;
  return Math.ceil(Math.min(timeoutMs, LONGEST_SLICE_MS) * 1e3);
}

/** A time-out for kevent(2), in nanoseconds: rounded up, and -1 for ever. */
export function toNanoseconds(timeoutMs: number): number {
  if (timeoutMs === Number.POSITIVE_INFINITY) return -1;
  return Math.ceil(Math.min(timeoutMs, LONGEST_SLICE_MS) * 1e6);
}
