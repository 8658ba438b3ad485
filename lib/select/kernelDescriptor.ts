/**
 * The descriptor of a kernel object: made here and owned, or adopted from the caller by number.
 */
import { addon } from '../addon/index.js';
import { track, untrack } from '../descriptor/index.js';
import { describe, osError, ValueError } from '../errors/index.js';
import { descriptorOf } from '../fileobj/index.js';

export class KernelDescriptor {
  readonly #what: string;
  /** Negative once closed. */
  #fd: number;

  private constructor(what: string, fd: number) {
    this.#what = what;
    this.#fd = fd;
  }

  /** @param created - what the addon's function returned: a descriptor, or an errno */
  static own(what: string, created: number): KernelDescriptor {
    if (created < 0) throw osError(created, `a new ${what} object`);
    const descriptor = new KernelDescriptor(what, created);
    track(descriptor, created, `${what} object`);
    return descriptor;
  }

  /** An adopted descriptor is closed by `close()`, but not when its object is garbage-collected. */
  static adopt(what: string, fd: unknown): KernelDescriptor {
    if (typeof fd !== 'number') throw new TypeError(`fd must be an integer, not ${describe(fd)}`);
    return new KernelDescriptor(what, descriptorOf(fd));
  }

  get closed(): boolean {
    return this.#fd < 0;
  }

  /** @throws ValueError once closed */
  get fd(): number {
    if (this.#fd < 0) throw new ValueError(`I/O operation on closed ${this.#what} object`);
    return this.#fd;
  }

  toString(): string {
    return this.closed ? '[closed] fd=-1' : `fd=${this.#fd}`;
  }

  /** A second call does nothing. */
  close(): void {
    if (this.#fd < 0) return;
    const fd = this.#fd;
    untrack(this);
    const outcome = addon.closeDescriptor(fd);
    this.#fd = -1;
    if (outcome < 0) throw osError(outcome, `fd ${fd}`);
  }
}
