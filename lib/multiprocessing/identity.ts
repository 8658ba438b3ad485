/**
 * The name and numbers of this process. Its threads know them by the environment data of worker_threads, which a
 * worker takes over from the thread that has started it.
 */
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';
import { runsPreloads } from '../marshal/index.js';

export interface Identity {
  readonly name: string;
  readonly daemon: boolean;
  /** One number for each generation: 1, 2 are of Process-1:2. Empty for the main process. */
  readonly numbers: readonly number[];
}

const KEY = 'selectors-ts/multiprocessing';
const MAIN: Identity = { name: 'MainProcess', daemon: false, numbers: [] };
/** Of a child that runs its preloads, before its parent's link tells it which it is. */
const CHILD: Identity = { name: 'Process', daemon: false, numbers: [] };

export function identity(): Identity {
  const told = getEnvironmentData(KEY) as Identity | undefined;
  return told ?? (isMainThread && runsPreloads() ? CHILD : MAIN);
}

export function setIdentity(identity: Identity): void {
  setEnvironmentData(KEY, identity as never);
}
