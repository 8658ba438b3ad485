/**
 * A descriptor that any thread can make readable: eventfd(2) on Linux, pipe(2) elsewhere.
 */
import { addon } from '../addon/index.js';
import { osError } from '../errors/index.js';

// A selector over poll or select is nothing to close in Python, and may just be forgotten.
const forgotten = new FinalizationRegistry<number>((handle) => addon.wakerClose(handle));

export class WakeDescriptor {
  /** Names it in every thread of the process. */
  readonly handle: number;
  /** Readable from a wake-up until it is drained. */
  readonly fd: number;

  /** @throws OSError EMFILE at the limit of descriptors */
  constructor() {
    this.handle = addon.wakerCreate();
    if (this.handle < 0) throw osError(this.handle, 'a waker');
    this.fd = addon.wakerDescriptor(this.handle);
    forgotten.register(this, this.handle, this);
  }

  drain(): void {
    addon.wakerDrain(this.handle);
  }

  close(): void {
    forgotten.unregister(this);
    addon.wakerClose(this.handle);
  }
}

/** Makes it readable, if there is one of this handle still. */
export function wake(handle: number): void {
  addon.wakerWake(handle);
}
