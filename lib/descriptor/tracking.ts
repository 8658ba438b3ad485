/**
 * Closes the descriptors of objects that were forgotten without being closed.
 */
import { addon } from '../addon/index.js';

interface Tracked {
  readonly fd: number;
  readonly what: string;
}

const forgotten = new FinalizationRegistry<Tracked>(({ fd, what }) => {
  process.emitWarning(`unclosed ${what} fd=${fd}`, 'ResourceWarning');
  addon.closeDescriptor(fd);
});

/**
 * Has the descriptor closed, with a warning, if the owner is garbage-collected.
 *
 * @param what - names the kind of thing in the warning: `'socket'`
 */
export function track(owner: object, fd: number, what: string): void {
  forgotten.register(owner, { fd, what }, owner);
}

/** To be called before the owner closes its descriptor or gives it away. */
export function untrack(owner: object): void {
  forgotten.unregister(owner);
}
