/**
 * What a thread is made with.
 */
import { types } from 'node:util';
import { addon } from '../addon/index.js';
import { checkedBoolean, checkedOptions } from '../arguments/index.js';
import { describe } from '../errors/index.js';
import { type ArgsOf, type PackedTarget, packTarget, type Target } from '../marshal/index.js';
import { Gil } from './gil.js';

export interface ThreadOptions<T extends Target | null = Target | null> {
  /**
   * What the thread runs: a function that a module exports, by the module's URL with the function's
   * name as its fragment (`default` without one); or a function that needs nothing from outside
   * itself. Without a target the thread ends at once.
   */
  readonly target?: T | null;
  /**
   * The parameters of a target that is a function. They are cloned. Locks, queues, Gils, wakers, threads
   * and SharedArrayBuffers are shared with the thread; a socket is moved to it: the caller's object is
   * detached.
   */
  readonly args?: ArgsOf<T>;
  /** `Thread-1 (work)` and so on if left out. */
  readonly name?: string | null;
  /** As the creating thread is, if left out. */
  readonly daemon?: boolean | null;
  /** The Gil that the target runs in; null for none. `Gil.shared` if left out. */
  readonly gil?: Gil | null;
}

/** What it is to do. */
export interface Assignment {
  readonly target: PackedTarget | null;
  readonly args: readonly unknown[];
  readonly gil: Gil | null;
}

/** @throws TypeError, ValueError for options that make no sense */
export function assignmentOf(
  options: ThreadOptions,
): Assignment & { name: string; daemon: boolean } {
  const { target = null, args = [], name = null, daemon = null, gil } = checkedOptions(options);
  if (!Array.isArray(args)) throw new TypeError(`args must be an array, not ${describe(args)}`);
  if (gil !== undefined && gil !== null && !(gil instanceof Gil)) {
    throw new TypeError(`gil must be a Gil or null, not ${describe(gil)}`);
  }
  const packed = target === null ? null : packTarget(target);
  if (types.isAsyncFunction(target) && gil !== null) {
    throw new TypeError('a Gil covers synchronous code: an async target needs gil: null');
  }
  return {
    target: packed,
    args,
    gil: gil === undefined ? Gil.shared : gil,
    name: name === null || name === '' ? nextName(packed) : String(name),
    daemon: daemon === null ? isDaemonHere() : checkedBoolean(daemon, 'daemon'),
  };
}

function nextName(target: PackedTarget | null): string {
  const name = `Thread-${addon.threadNextNumber()}`;
  if (target === null) return name;
  return `${name} (${'module' in target ? target.exported : target.name})`;
}

/** Of the thread that makes the new one. */
function isDaemonHere(): boolean {
  const here = addon.threadFrom(addon.threadHere());
  const isDaemon = addon.threadDaemon(here) === 1;
  addon.threadForget(here);
  return isDaemon;
}
