/**
 * poll(2) for one descriptor.
 */
import { addon } from '../addon/index.js';

/** One entry in the addon's form: a descriptor, and `events | revents << 16`. */
const entry = new Int32Array(2);

/**
 * To be called by a `BlockingCall`.
 *
 * @param wholeMs - below 0 for ever
 * @returns the events that have come, 0 when none have, or a negative errno
 */
export function pollOne(fd: number, events: number, wholeMs: number): number {
  entry[0] = fd;
  entry[1] = events;
  const count = addon.pollWait(entry, 1, wholeMs);
  return count > 0 ? entry[1] >>> 16 : count;
}
