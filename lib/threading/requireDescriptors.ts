import { addon } from '../addon/index.js';
import { osError } from '../errors/index.js';
import { WakeDescriptor } from '../wait/index.js';

/** With fewer, no line of Node gets as far as to load a worker's program; most need more. */
const NEEDED = 6;

/**
 * Where none are left for a worker's own event loop, Node tells of it by the event loop of the thread that
 * has started it, and by nothing else: so it is tried beforehand.
 *
 * @throws OSError EMFILE, ENFILE
 */
export function requireDescriptors(): void {
  const first = new WakeDescriptor();
  const others: number[] = [];
  try {
    while (others.length + 1 < NEEDED) {
      const fd = addon.duplicateDescriptor(first.fd);
      if (fd < 0) throw osError(fd, 'a worker');
      others.push(fd);
    }
  } finally {
    for (const fd of others) addon.closeDescriptor(fd);
    first.close();
  }
}
