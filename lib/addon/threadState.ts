/**
 * What the copies of the package in one thread have in common. A program that was bundled is one copy, and
 * what starts its threads and processes brings another; both load one binary, which Node makes one object.
 */
import type { Addon } from './addon.js';

const KEY = Symbol.for('selectors-ts');

type Shared = Addon & { [KEY]?: Record<string, object> };

/** What the first copy has made under this name. */
export function threadStateOf<T extends object>(loaded: Shared, name: string, make: () => T): T {
  loaded[KEY] ??= {};
  loaded[KEY][name] ??= make();
  return loaded[KEY][name] as T;
}
