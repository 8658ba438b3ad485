/**
 * Finds the key of a file object, which may be closed by now, or whose number may be another file's.
 */
import { describe, KeyError, RuntimeError, ValueError } from '../errors/index.js';
import type { FileObject } from '../fileobj/index.js';
import { fileobjToFd } from './fileobjToFd.js';
import type { KeyTable } from './keyTable.js';
import type { SelectorKey } from './selectorKey.js';

/**
 * The descriptor under which a file object is registered, or would be. If a registered object cannot tell its
 * descriptor any more, its key is found by identity.
 *
 * @throws ValueError if it is no file object
 */
export function fdOf(keys: KeyTable<SelectorKey>, fileobj: FileObject): number {
  try {
    return fileobjToFd(fileobj);
  } catch (error) {
    if (error instanceof ValueError) {
      for (const [, key] of keys.entries()) {
        if (Object.is(key.fileobj, fileobj)) return key.fd;
      }
    }
    throw error;
  }
}

/** @throws KeyError if it is not registered */
export function keyOf<K extends SelectorKey>(keys: KeyTable<K>, fileobj: FileObject): K {
  const key = keys.get(fdOf(keys, fileobj));
  if (key === undefined) throw new KeyError(`${describe(fileobj)} is not registered`);
  return key;
}

/**
 * Differs from CPython, where the new owner of a closed file's number cannot be registered.
 *
 * @throws KeyError unless the newcomer has the number that the key's own object has lost
 */
export function requireReplaceable<K extends SelectorKey>(
  keys: KeyTable<K>,
  held: K,
  fileobj: FileObject,
): void {
  const isNewcomer = typeof fileobj !== 'number' && !Object.is(fileobj, held.fileobj);
  if (!isNewcomer || !hasLostDescriptor(held)) {
    throw new KeyError(`${describe(fileobj)} (FD ${held.fd}) is already registered`);
  }
  requireUnchanged(keys, held);
}

/**
 * To be called after a `fileno()`, which may have unregistered the key or closed the very selector.
 *
 * @throws RuntimeError if it did
 */
export function requireUnchanged<K extends SelectorKey>(keys: KeyTable<K>, key: K): void {
  if (keys.get(key.fd) !== key) {
    throw new RuntimeError(`the registration of FD ${key.fd} changed during the call`);
  }
}

function hasLostDescriptor({ fileobj, fd }: SelectorKey): boolean {
  if (typeof fileobj === 'number') return false;
  try {
    return fileobjToFd(fileobj) !== fd;
  } catch (error) {
    if (error instanceof ValueError) return true;
    throw error;
  }
}
