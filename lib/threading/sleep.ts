import { addon } from '../addon/index.js';
import { ValueError } from '../errors/index.js';
import { timeoutMsFromSeconds, toWholeMs, wait } from '../wait/index.js';

const nothing = new Int32Array(0);

/**
 * Blocks this thread, with a Gil that it holds given up. Python's `time.sleep()`.
 *
 * @param seconds - at least so long
 * @throws TypeError unless a number
 * @throws ValueError below 0 and for NaN
 * @throws OverflowError above 2147483.647
 */
export function sleep(seconds: number): void {
  if (typeof seconds !== 'number') throw new TypeError('sleep length must be a number');
  if (seconds < 0) throw new ValueError('sleep length must be non-negative');
  const call = (timeoutMs: number) => addon.pollWait(nothing, 0, toWholeMs(timeoutMs));
  wait(call, timeoutMsFromSeconds(seconds));
}
