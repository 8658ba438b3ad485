/**
 * Waiting for one descriptor: poll(2).
 */
import { addon } from '../addon/index.js';
import { osError } from '../errors/index.js';
import { toWholeMs, wait } from '../wait/index.js';

const POLLIN = addon.constants.POLLIN as number;

/** One entry, as the addon takes it: a descriptor, and `events | revents << 16`. */
const entry = new Int32Array(2);

/**
 * Whether there is something to read, or the end, as soon as the time is up.
 *
 * @throws OSError
 */
export function isReadable(fd: number, timeoutMs = 0): boolean {
  const attempt = (sliceMs: number) => {
    entry[0] = fd;
    entry[1] = POLLIN;
    return addon.pollWait(entry, 1, toWholeMs(sliceMs));
  };
  const outcome = wait({ attempt }, timeoutMs);
  if (outcome < 0) throw osError(outcome, `fd ${fd}`, 'poll');
  return outcome > 0;
}
