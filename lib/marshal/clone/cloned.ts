/**
 * Structured clones for other processes.
 */
import { serialize } from 'node:v8';
import { isError } from '../../errors/index.js';
import { serializerClass } from './serializer.js';

/** Node calls it as a function and as a constructor. */
function refusal(message: string): Error {
  return new TypeError(message);
}

const ProcessSerializer = serializerClass(
  refusal,
  'a SharedArrayBuffer is memory of the threads of one process',
);

/**
 * @param what - names it in the error
 * @throws TypeError for what cannot be cloned: functions, symbols, shared memory …
 */
export function cloned(value: unknown, what: string): Buffer {
  try {
    return isBun ? serialize(value) : serialized(value);
  } catch (cause) {
    const reason = isError(cause) ? cause.message : String(cause);
    throw new TypeError(`${what} cannot be cloned into another process: ${reason}`, { cause });
  }
}

/** It has nothing else of node:v8. */
const isBun = process.versions.bun !== undefined;

function serialized(value: unknown): Buffer {
  const serializer = new ProcessSerializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}
