/** Called when a signal has interrupted a wait, and before the wait goes on. */
export type InterruptHook = () => void;

let hook: InterruptHook | null = null;

/**
 * Sets what this thread calls when a signal interrupts a wait, before the wait is taken up again
 * with the time that is left: the place where CPython runs its signal handlers. What the hook
 * throws ends the wait and reaches the caller. `null` sets none.
 *
 * Node's own signal handlers run on the event loop, so never during a wait; and the hook is not told
 * which signal it was. How a loop ends by Ctrl-C and by no other signal: docs/signals.md.
 *
 * @returns the hook set before
 * @throws TypeError if `fn` is neither a function nor null
 */
export function setInterruptHook(fn: InterruptHook | null): InterruptHook | null {
  if (fn !== null && typeof fn !== 'function') {
    throw new TypeError('the interrupt hook must be a function or null');
  }
  const previous = hook;
  hook = fn;
  return previous;
}

export function callInterruptHook(): void {
  hook?.();
}
