import { OverflowError } from '../errors/index.js';
import { describe } from '../fileobj/index.js';

/**
 * @throws TypeError unless an integer
 * @throws OverflowError outside the range
 */
export function checkedInteger(value: unknown, name: string, lowest: number, highest: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new TypeError(`${name} must be an integer, not ${describe(value)}`);
  }
  if (value < lowest || value > highest) {
    throw new OverflowError(`${name} must be from ${lowest} to ${highest}, not ${value}`);
  }
  return value;
}

export const INT_MIN = -(2 ** 31);
export const INT_MAX = 2 ** 31 - 1;
export const UINT_MAX = 2 ** 32 - 1;
