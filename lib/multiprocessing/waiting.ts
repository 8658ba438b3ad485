/**
 * Waiting for one descriptor: poll(2).
 */
import { addon } from '../addon/index.js';
import { osError } from '../errors/index.js';
import { pollOne, toWholeMs, wait } from '../wait/index.js';

const POLLIN = addon.constants.POLLIN as number;

/**
 * Whether there is something to read, or the end, as soon as the time is up.
 *
 * @throws OSError
 */
export function isReadable(fd: number, timeoutMs = 0): boolean {
  const call = (sliceMs: number) => pollOne(fd, POLLIN, toWholeMs(sliceMs));
  const outcome = wait(call, timeoutMs);
  if (outcome < 0) throw osError(outcome, `fd ${fd}`, 'poll');
  return outcome > 0;
}
