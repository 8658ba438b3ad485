/**
 * Abort signals, which end a wait. As Node's `timers/promises`, this takes signals of a polyfill, of another realm
 * and of jsdom too. So each use of a signal may run code of the caller's.
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

/** The reason of an aborted signal. Signals of older polyfills have none. */
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
  // The signal's code runs last, so that it cannot keep anything else from being done.
  void until.then(forget, forget);
  // The signal may have been aborted while the listener was added.
  if (signal.aborted) onAbort();
}
