/**
 * From a file object to its descriptor, as `selectors._fileobj_to_fd` does it: every way of being
 * wrong is a ValueError.
 */
import { describe, OverflowError, ValueError } from '../errors/index.js';
import { descriptorOf } from '../fileobj/index.js';

/** @throws ValueError, or what `fileno()` throws if that is neither TypeError nor ValueError */
export function fileobjToFd(fileobj: unknown): number {
  try {
    return descriptorOf(fileobj);
  } catch (error) {
    // Too large for any descriptor, so not registered: for the kernel object to refuse.
    if (error instanceof OverflowError && typeof fileobj === 'number') return fileobj;
    if (error instanceof ValueError && typeof fileobj === 'number') throw error;
    if (error instanceof TypeError || error instanceof ValueError) {
      throw new ValueError(`Invalid file object: ${describe(fileobj)}`, { cause: error });
    }
    throw error;
  }
}
