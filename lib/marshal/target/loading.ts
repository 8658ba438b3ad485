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

/**
 * Where the environment data say which thread it is: a bundle has a copy of this module of its own, and
 * a worker takes over the data of the thread that has started it.
 */
const KEY = 'selectors-ts/loading';

/** Nothing can be started before the promise is settled. */
export async function whileLoading<T>(load: () => Promise<T>): Promise<T> {
  setEnvironmentData(KEY, threadId);
  try {
    return await load();
  } finally {
    setEnvironmentData(KEY, undefined);
  }
}

/** @throws RuntimeError while this thread or process imports the module of its own target */
export function requireLoaded(what: 'thread' | 'process'): void {
  if (getEnvironmentData(KEY) !== threadId) return;
  const here = isMainThread ? 'process' : 'thread';
  const guard = isMainThread ? "if (currentProcess().name === 'MainProcess')" : 'if (isMainThread)';
  throw new RuntimeError(
    `an attempt to start a ${what} while this ${what === here ? 'one' : here} is still loading the ` +
      'module of its target: what that module, or one that it imports, starts at its top stands ' +
      `behind ${guard}, as in Python behind if __name__ == '__main__'`,
  );
}
