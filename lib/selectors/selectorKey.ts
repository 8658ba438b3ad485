import type { FileObject } from '../fileobj/index.js';

/**
 * What a selector knows of a registered file object: Python's `SelectorKey`, a named tuple. A key
 * never changes; `modify()` makes a new one.
 */
export class SelectorKey<F extends FileObject = FileObject, D = unknown> {
  /** The object that was registered. */
  readonly fileobj: F;
  /** Its descriptor when it was registered. */
  readonly fd: number;
  /** EVENT_READ, EVENT_WRITE or both. */
  readonly events: number;
  /** Whatever was given to `register()` or `modify()`; `null` if nothing was. */
  readonly data: D;

  constructor(fileobj: F, fd: number, events: number, data: D) {
    this.fileobj = fileobj;
    this.fd = fd;
    this.events = events;
    this.data = data;
  }
}
