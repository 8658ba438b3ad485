import { types } from 'node:util';
import { isOwnMemory } from '../arguments/index.js';
import { ValueError } from '../errors/index.js';

/**
 * How many pairs fit into memory that the caller gave for them.
 *
 * @throws TypeError unless an Int32Array over memory that belongs to this thread alone and cannot
 *   change its size
 * @throws ValueError if none fits, as in an array whose memory has been transferred away
 */
export function pairCapacity(out: Int32Array): number {
  if (!types.isInt32Array(out)) throw new TypeError('out must be an Int32Array');
  if (!isOwnMemory(out.buffer)) {
    throw new TypeError('out must be neither shared between threads nor resizable');
  }
  if (out.length < 2) throw new ValueError('out has no room for a pair');
  return out.length >> 1;
}
