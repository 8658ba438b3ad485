/**
 * The rule that Python tells by `if __name__ == '__main__'`: who only imports a module does not start what
 * the module starts. Otherwise each thread or process would start the next.
 *
 * Differs from CPython: the rule is also that of threads, which share one copy of a module there.
 */
import {
  getEnvironmentData,
  isMainThread,
  setEnvironmentData,
  threadId,
} from 'node:worker_threads';
import { RuntimeError } from '../../errors/index.js';
import { CHILD_PROGRAM, pathInPackage } from '../packageFile.js';

/**
 * Where the environment data say which thread it is: a bundle has a copy of this module of its own, and
 * a worker takes over the data of the thread that has started it.
 */
const KEY = 'selectors-ts/loading';

/** Values of `KEY` besides the number of a thread that imports a module. */
const PRELOADS = 'preloads';
const BEGUN = 'begun';

/**
 * Starts a worker. Until the worker's own program calls `programBegins()`, the worker runs what `--require`,
 * `--import` and NODE_OPTIONS name, and can start nothing.
 */
export function withPreloads<T>(start: () => T): T {
  const before = getEnvironmentData(KEY);
  setEnvironmentData(KEY, PRELOADS);
  try {
    return start();
  } finally {
    setEnvironmentData(KEY, before);
  }
}

/** To be called by the programs of threads and processes before anything else. */
export function programBegins(): void {
  setEnvironmentData(KEY, BEGUN);
}

/** Whether a thread or process of this package has not come to its own program yet. */
export function runsPreloads(): boolean {
  const state = getEnvironmentData(KEY);
  return state === PRELOADS || (state === undefined && isMainThread && isChildProgram());
}

function isChildProgram(): boolean {
  return process.argv[1] === pathInPackage(CHILD_PROGRAM);
}

/** Nothing can be started before the promise is settled. */
export async function whileLoading<T>(load: () => Promise<T>): Promise<T> {
  setEnvironmentData(KEY, threadId);
  try {
    return await load();
  } finally {
    setEnvironmentData(KEY, BEGUN);
  }
}

const TARGET = 'the module of its target: what that module';
const PRELOADED = 'what --require, --import or NODE_OPTIONS name: what such a module';

/**
 * @throws RuntimeError while this thread or process runs its preloads, or imports the module of its own
 *   target
 */
export function requireLoaded(what: 'thread' | 'process'): void {
  const isPreload = runsPreloads();
  if (!isPreload && getEnvironmentData(KEY) !== threadId) return;
  const here = isMainThread ? 'process' : 'thread';
  const guard = isMainThread ? "if (currentProcess().name === 'MainProcess')" : 'if (isMainThread)';
  throw new RuntimeError(
    `an attempt to start a ${what} while this ${what === here ? 'one' : here} is still loading ` +
      `${isPreload ? PRELOADED : TARGET}, or one that it imports, starts at its top stands behind ` +
      `${guard}, as in Python behind if __name__ == '__main__'`,
  );
}
