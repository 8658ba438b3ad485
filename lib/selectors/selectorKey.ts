import { inspect } from 'node:util';
import type { FileObject } from '../fileobj/index.js';
import { textOf } from '../opaque/index.js';

/**
 * A registered file object, as a selector knows it: Python's `SelectorKey`, a named tuple. A key
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
  readonly #isMade = true;

  constructor(fileobj: F, fd: number, events: number, data: D) {
    this.fileobj = fileobj;
    this.fd = fd;
    this.events = events;
    this.data = data;
  }

  /** As Python's `repr()` shows a named tuple. */
  toString(): string {
    return textOf(this, #isMade in this, (className) => {
      const { fileobj, fd, events, data } = this;
      return `${className}(fileobj=${shown(fileobj)}, fd=${fd}, events=${events}, data=${shown(data)})`;
    });
  }
}

function shown(value: unknown): string {
  return inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY });
}
