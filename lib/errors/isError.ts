import { types } from 'node:util';

/** Whether a value is an error, of this realm or of another one (node:vm). */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}
