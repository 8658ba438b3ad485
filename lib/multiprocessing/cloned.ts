/**
 * Structured clones as bytes: node:v8.
 */
import { serialize } from 'node:v8';

/**
 * @param what - names it in the error
 * @throws TypeError for what cannot be cloned: functions, symbols, shared memory …
 */
export function cloned(value: unknown, what: string): Buffer {
  try {
    return serialize(value);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(`${what} cannot be cloned into another process: ${reason}`, { cause });
  }
}
