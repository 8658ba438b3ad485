/**
 * Walks through what structured clones copy: arrays, maps, sets, and objects by their properties,
 * whatever their class. All else is for the clone itself to take or refuse.
 */
import { types } from 'node:util';

/** Each object of the graph once; also objects whose properties are not walked through. */
export function objectsIn(value: unknown): Set<object> {
  const found = new Set<object>();
  const add = (child: unknown) => {
    if (typeof child === 'object' && child !== null) found.add(child);
  };
  add(value);
  // The iteration of a set continues with elements that are added during it.
  for (const object of found) for (const child of childrenOf(object)) add(child);
  return found;
}

/**
 * A copy of the graph with some objects replaced; shared objects stay shared, circles circles.
 *
 * @param replacements - what takes the place of which object; the copies are added
 */
export function copyReplacing(value: unknown, replacements: Map<unknown, unknown>): unknown {
  const copies: Array<[object, object]> = [];
  const copyOf = (child: unknown): unknown => {
    if (replacements.has(child)) return replacements.get(child);
    const copy = emptyCopy(child);
    if (copy === null) return child;
    replacements.set(child, copy);
    copies.push([child as object, copy]);
    return copy;
  };
  const whole = copyOf(value);
  // A loop and no recursion: a graph may be deeper than the stack.
  for (const [object, copy] of copies) {
    if (copy instanceof Map) {
      for (const [key, entry] of object as Map<unknown, unknown>)
        copy.set(copyOf(key), copyOf(entry));
    } else if (copy instanceof Set) {
      for (const entry of object as Set<unknown>) copy.add(copyOf(entry));
    } else {
      for (const [key, entry] of Object.entries(object)) define(copy, key, copyOf(entry));
    }
  }
  return whole;
}

function childrenOf(object: object): Iterable<unknown> {
  if (types.isMap(object)) return [...object.keys(), ...object.values()];
  if (types.isSet(object)) return object;
  return hasProperties(object) ? Object.values(object) : [];
}

function emptyCopy(value: unknown): object | null {
  if (typeof value !== 'object' || value === null) return null;
  if (types.isMap(value)) return new Map();
  if (types.isSet(value)) return new Set();
  if (!hasProperties(value)) return null;
  return Array.isArray(value) ? new Array(value.length) : {};
}

/** Whether a clone has the object's properties only. (A proxy cannot be cloned.) */
function hasProperties(object: object): boolean {
  if (types.isProxy(object)) return false;
  return Array.isArray(object) || Object.prototype.toString.call(object) === '[object Object]';
}

/** Defines a property. Assignment to `__proto__` would set the prototype instead. */
function define(object: object, key: string, value: unknown): void {
  const attributes = { configurable: true, enumerable: true, writable: true };
  Object.defineProperty(object, key, { value, ...attributes });
}
