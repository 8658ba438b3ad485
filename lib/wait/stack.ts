import { addon } from '../addon/index.js';

/**
 * To be called before bookkeeping that a stack overflow must not interrupt. Calls of the addon that change something
 * check the stack themselves: see native/binding/base/stack.h.
 *
 * @throws RangeError, as of a stack overflow, if there is too little of the stack left
 */
export function requireStack(): void {
  addon.requireStack();
}
