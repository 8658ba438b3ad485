/**
 * Which threads there are.
 */
import { addon } from '../addon/index.js';
import { Thread } from './thread.js';

/** The thread that calls it. For a worker of Node's own, one named `Dummy-2` or so. */
export function currentThread(): Thread {
  return Thread.of(addon.threadHere()) as Thread;
}

/** The main thread. */
export function mainThread(): Thread {
  return Thread.of(addon.threadMain()) as Thread;
}

/** All that are alive: the main thread, those that were started, and workers that have asked for themselves. */
export function enumerate(): Thread[] {
  return addon
    .threadsAlive()
    .map((ident) => Thread.of(ident))
    .filter((thread) => thread !== null);
}

/** How many there are in `enumerate()`. */
export function activeCount(): number {
  return addon.threadsAlive().length;
}

/** The `ident` of the thread that calls it. */
export function getIdent(): number {
  return addon.threadHere();
}
