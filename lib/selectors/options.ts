/**
 * What waits take besides a time-out.
 */
import { checkedBoolean, checkedOptions } from '../arguments/index.js';
import { describe } from '../fileobj/index.js';

export interface SelectOptions {
  /** Return `[]` when a signal came, so that JavaScript's handlers get their turn. Default: false. */
  readonly returnOnSignal?: boolean;
}

export interface SelectAsyncOptions {
  /** Rejects the promise when it is aborted, with its reason. */
  readonly signal?: AbortSignal;
}

export function checkedReturnOnSignal(options: SelectOptions): boolean {
  const { returnOnSignal = false } = checkedOptions(options);
  return checkedBoolean(returnOnSignal, 'returnOnSignal');
}

export function checkedSignal(options: SelectAsyncOptions): AbortSignal | undefined {
  const { signal } = checkedOptions(options);
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`signal must be an AbortSignal, not ${describe(signal)}`);
  }
  return signal;
}
