/**
 * Signals to end a wait by: also those of a polyfill, of another realm or of jsdom, as Node takes them
 * in `timers/promises`. Whatever one of them does is the caller's code.
 */
import { describe, printed } from '../errors/index.js';

/** @throws TypeError unless undefined or an object with `aborted` */
export function checkedSignal(signal: unknown): AbortSignal | undefined {
  if (signal === undefined) return undefined;
  if (typeof signal !== 'object' || signal === null || !('aborted' in signal)) {
    throw new TypeError(`signal must be an AbortSignal, not ${describe(signal)}`);
  }
  return signal as AbortSignal;
}

/** @throws the signal's reason, if it is aborted */
export function requireUnaborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw reasonOf(signal);
}

/** Older polyfills have none. */
export function reasonOf(signal: AbortSignal): unknown {
  const { reason } = signal;
  return reason === undefined
    ? new DOMException('This operation was aborted', 'AbortError')
    : reason;
}

/**
 * Has a function called when the signal is aborted, until a promise is settled.
 *
 * @throws what the signal's members throw
 */
export function whenAborted(
  signal: AbortSignal,
  onAbort: () => void,
  until: Promise<unknown>,
): void {
  signal.addEventListener('abort', onAbort);
  const forget = () => {
    try {
      signal.removeEventListener('abort', onAbort);
    } catch (error) {
      // The wait is over, and its result is not to be lost.
      process.emitWarning(`the signal of a wait did not forget it: ${printed(error)}`);
    }
  };
  // Later, when all is done that what it does could keep from happening.
  void until.then(forget, forget);
  // What comes while it is added may have been missed.
  if (signal.aborted) onAbort();
}
