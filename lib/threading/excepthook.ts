/**
 * What becomes of an exception that a thread's target throws: Python's `threading.excepthook()`.
 */
import { threadState } from '../addon/index.js';
import { describe, printed } from '../errors/index.js';
import { report } from './output.js';
import type { Thread } from './thread.js';

/** What an exception hook is told. Python's `threading.ExceptHookArgs`. */
export interface ExceptHookArgs {
  /** Its class, if it is an object. */
  readonly excType: unknown;
  readonly excValue: unknown;
  /** Its stack trace, if it has one. */
  readonly excTraceback: string | undefined;
  readonly thread: Thread;
}

export type ExceptHook = (args: ExceptHookArgs) => void;

const here = threadState('excepthook', () => ({
  hook: null as ExceptHook | null,
  hasHook: new Int32Array(new SharedArrayBuffer(4)),
}));

/** 1 while this thread has a hook: read by the threads that it has started. */
export const hasHook: Int32Array = here.hasHook;

/**
 * Prints `Exception in thread Thread-1 (work):` and the exception with its stack trace to the standard
 * error stream: what happens if no hook is set.
 */
export function excepthook({ excValue, thread }: ExceptHookArgs): void {
  report(`Exception in thread ${thread.name}:\n${printed(excValue)}\n`);
}

/**
 * Sets what is called with exceptions that targets throw, in place of `excepthook()`. It is called in the
 * thread that has set it: for that thread itself, at once; for a thread that it has started, by Node's
 * event loop or in a `join()` of it, with a clone of the exception. `null` sets none.
 *
 * @returns the hook set before
 * @throws TypeError if `fn` is neither a function nor null
 */
export function setExcepthook(fn: ExceptHook | null): ExceptHook | null {
  if (fn !== null && typeof fn !== 'function') {
    throw new TypeError(`the exception hook must be a function or null, not ${describe(fn)}`);
  }
  const previous = here.hook;
  here.hook = fn;
  Atomics.store(hasHook, 0, fn === null ? 0 : 1);
  return previous;
}

/** Whether this thread has a hook. */
export function isHooked(): boolean {
  return here.hook !== null;
}

/** Hands an exception to this thread's hook. What that throws is printed, as Python does. */
export function callExcepthook(excValue: unknown, thread: Thread): void {
  const args = { ...partsOf(excValue), thread };
  try {
    (here.hook ?? excepthook)(args);
  } catch (error) {
    excepthook(args);
    report(`Exception in threading.excepthook:\n${printed(error)}\n`);
  }
}

function partsOf(excValue: unknown): Omit<ExceptHookArgs, 'thread'> {
  const none = { excType: undefined, excValue, excTraceback: undefined };
  if (typeof excValue !== 'object' || excValue === null) return none;
  try {
    const { constructor, stack } = excValue as { constructor?: unknown; stack?: unknown };
    return {
      ...none,
      excType: constructor,
      ...(typeof stack === 'string' && { excTraceback: stack }),
    };
  } catch {
    // It does not let itself be looked at.
    return none;
  }
}
