/**
 * Structured clones as bytes: node:v8.
 */
import { serialize } from 'node:v8';
import { isError } from '../../errors/index.js';

/**
 * @param what - names it in the error
 * @throws TypeError for what cannot be cloned: functions, symbols, shared memory …
 */
export function cloned(value: unknown, what: string): Buffer {
  try {
    return serialize(value);
  } catch (cause) {
    const reason = isError(cause) ? cause.message : String(cause);
    throw new TypeError(`${what} cannot be cloned into another process: ${reason}`, { cause });
  }
}
