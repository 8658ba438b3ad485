/**
 * Refuses objects that would arrive in another process empty, such as locks.
 */
import { isBoundToProcess } from '../marshal/index.js';
import { Waker } from '../selectors/index.js';

/**
 * @param what - names the place in the error
 * @throws TypeError if one of these is of no use in another process
 */
export function refuse(objects: Iterable<object>, what: string): void {
  for (const object of objects) {
    const reason = reasonToRefuse(object);
    if (reason === null) continue;
    const name = object.constructor?.name ?? 'object';
    throw new TypeError(`${what} cannot contain a ${name}, ${reason}`);
  }
}

function reasonToRefuse(object: object): string | null {
  if ('fileno' in object && typeof object.fileno === 'function') {
    return 'whose descriptor means nothing in another process';
  }
  if (object instanceof Waker || isBoundToProcess(object)) {
    return 'which is for the threads of one process';
  }
  return null;
}
