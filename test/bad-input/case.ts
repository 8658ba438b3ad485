/**
 * One function of the package: what it is called on, what with, and what not.
 */
import {
  BaseSelector,
  KeyError,
  NotImplementedError,
  OSError,
  OverflowError,
  RuntimeError,
  ValueError,
} from 'selectors-ts';
import { Epoll, Kqueue } from 'selectors-ts/select';
import type { Callable } from './surface.js';
import type { World } from './world.js';

export type ErrorClass = abstract new (...args: never[]) => Error;

/** The errors that a caller has to reckon with. */
export const typedErrors: readonly ErrorClass[] = [
  TypeError,
  ValueError,
  KeyError,
  RuntimeError,
  OverflowError,
  NotImplementedError,
  OSError,
];

/** Values that one argument must not have, and what is thrown for them. */
export interface Wrong {
  readonly values: (world: World) => readonly unknown[];
  /** `passed`: what the value itself throws. */
  readonly errors: readonly ErrorClass[] | 'passed';
}

export interface Case {
  /** The object it is a method of; null where there can be none. */
  readonly receiver?: (world: World) => object | null | undefined;
  /** Arguments that are all right. */
  readonly args?: (world: World) => unknown[];
  /** By argument. */
  readonly wrong?: ReadonlyArray<readonly Wrong[]>;
}

export type Cases = ReadonlyMap<string, Case>;

export function wrong(values: readonly unknown[], ...errors: ErrorClass[]): Wrong {
  return { values: () => values, errors };
}

export function passing(values: readonly unknown[]): Wrong {
  return { values: () => values, errors: 'passed' };
}

/** Calls it, with `new` if it is a class; what it makes is closed. */
export function invoke(
  name: string,
  called: Callable,
  receiver: unknown,
  args: unknown[],
): unknown {
  const isConstructor = !name.includes('.') && /^[A-Z]/.test(name);
  const made = isConstructor ? Reflect.construct(called, args) : called.apply(receiver, args);
  if (
    made !== receiver &&
    (made instanceof BaseSelector || made instanceof Epoll || made instanceof Kqueue)
  ) {
    made.close();
  }
  return made;
}

export const NOTHING = Symbol('nothing was thrown');

/** What the call throws, or rejects its promise with, or `NOTHING`. */
export async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
    return NOTHING;
  } catch (error) {
    return error;
  }
}

/** What the call throws, or `NOTHING`. */
export function caught(call: () => unknown): unknown {
  try {
    call();
    return NOTHING;
  } catch (error) {
    return error;
  }
}

export function isOneOf(error: unknown, classes: readonly ErrorClass[]): boolean {
  return classes.some((Class) => error instanceof Class);
}
