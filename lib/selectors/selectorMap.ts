import { type InspectOptionsStylized, inspect } from 'node:util';
import type { FileObject } from '../fileobj/index.js';
import { Opaque, TEXT } from '../opaque/index.js';
import { fdOf } from './keyOf.js';
import type { KeyTable } from './keyTable.js';
import type { SelectorKey } from './selectorKey.js';

/**
 * A live, read-only view of a selector's keys, as Python's `get_map()`: looked up by file object or
 * descriptor, iterated as a `Map` from descriptors to keys.
 */
export class SelectorMap<F extends FileObject = FileObject, D = unknown> extends Opaque {
  readonly #keys: KeyTable<SelectorKey<F, D>>;

  constructor(keys: KeyTable<SelectorKey<F, D>>) {
    super();
    this.#keys = keys;
  }

  get size(): number {
    return this.#keys.size;
  }

  /** @throws ValueError for what is no file object and was never registered */
  has(fileobj: FileObject): boolean {
    return this.#get(fileobj) !== undefined;
  }

  /**
   * @returns its key, or `undefined` if it is not registered
   * @throws ValueError for what is no file object and was never registered
   */
  get(fileobj: FileObject): SelectorKey<F, D> | undefined {
    return this.#get(fileobj);
  }

  /** The descriptors in the order of their registration, as they are now; so the other two. */
  keys(): IterableIterator<number> {
    return this.#snapshot().keys();
  }

  values(): IterableIterator<SelectorKey<F, D>> {
    return this.#snapshot().values();
  }

  entries(): IterableIterator<[fd: number, key: SelectorKey<F, D>]> {
    return this.#snapshot().entries();
  }

  [Symbol.iterator](): IterableIterator<[fd: number, key: SelectorKey<F, D>]> {
    return this.#snapshot().entries();
  }

  /** @internal */
  override [TEXT](className: string): string {
    return `<${className}: ${this.#keys.size} registered>`;
  }

  /**
   * With the keys, as far as the depth goes.
   *
   * @internal
   */
  override [inspect.custom](depth = -1, options?: InspectOptionsStylized): string {
    const text = super[inspect.custom](depth, options);
    if (depth < 0 || !(#keys in this)) return text;
    return `${text} ${inspect([...this.#snapshot().values()], { ...options, depth })}`;
  }

  #get(fileobj: FileObject): SelectorKey<F, D> | undefined {
    return this.#keys.get(fdOf(this.#keys, fileobj));
  }

  /** So that a loop over the map may register and unregister. */
  #snapshot(): Map<number, SelectorKey<F, D>> {
    return new Map(this.#keys.entries());
  }
}
