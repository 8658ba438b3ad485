/**
 * A descriptor that any thread can make readable: eventfd(2) on Linux, pipe(2) elsewhere.
 */
import { addon } from '../addon/index.js';
import { osError } from '../errors/index.js';

// In Python, a selector over poll or select has nothing to close. So a program may forget to close ours.
const forgotten = new FinalizationRegistry<number>((handle) => addon.wakerClose(handle));

export class WakeDescriptor {
  /** Names the descriptor's waker in every thread of the process. */
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

/** Makes the descriptor of the waker with this handle readable. Does nothing once it is closed. */
export function wake(handle: number): void {
  addon.wakerWake(handle);
}
