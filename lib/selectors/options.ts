/**
 * The options of waits.
 */
import { checkedBoolean, checkedOptions } from '../arguments/index.js';
import { checkedSignal } from './abortSignal.js';

export interface SelectOptions {
  /**
   * Return `[]` when a signal came, so that JavaScript's handlers get their turn. Default: false. How a
   * loop ends by Ctrl-C and by no other signal: docs/signals.md, examples/signals.ts.
   */
  readonly returnOnSignal?: boolean;
}

export interface SelectAsyncOptions {
  /**
   * Rejects the promise when it is aborted, with its reason. Whatever `timers/promises` takes, so also
   * one of a polyfill or of jsdom.
   */
  readonly signal?: AbortSignal;
}

export function checkedReturnOnSignal(options: SelectOptions): boolean {
  const { returnOnSignal = false } = checkedOptions(options);
  return checkedBoolean(returnOnSignal, 'returnOnSignal');
}

export function signalOf(options: SelectAsyncOptions): AbortSignal | undefined {
  return checkedSignal(checkedOptions(options).signal);
}
