import { addon } from '../addon/index.js';

/**
 * To be called before what must not end in the middle, where no call of the addon comes before all else
 * that sees to it: see native/binding/base/stack.h.
 *
 * @throws RangeError, as of a stack overflow, if there is too little of the stack left
 */
export function requireStack(): void {
  addon.requireStack();
}
