/**
 * What this process is as one of ours. A thread finds out through worker_threads' environment data,
 * which each takes over from the one that has started it.
 */
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

export interface Identity {
  readonly name: string;
  readonly daemon: boolean;
  /** One number for each generation: 1, 2 are of Process-1:2. Empty for the main process. */
  readonly numbers: readonly number[];
}

const KEY = 'selectors-ts/multiprocessing';
const MAIN: Identity = { name: 'MainProcess', daemon: false, numbers: [] };

export function identity(): Identity {
  return (getEnvironmentData(KEY) as Identity | undefined) ?? MAIN;
}

export function setIdentity(identity: Identity): void {
  setEnvironmentData(KEY, identity as never);
}
