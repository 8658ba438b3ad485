/**
 * What becomes of the program's child processes at its end, whichever thread has started them.
 */
import { isMainThread } from 'node:worker_threads';
import { addon } from '../addon/index.js';
import { turnOfLoop, wait } from '../wait/index.js';

/** How long daemonic processes have to obey SIGTERM, before they lose their lifeline. */
const GRACE_MS = 1000;

/** How long signals that are handled in JavaScript have to wait. */
const SLICE_MS = 100;

/** Terminates daemonic processes, then waits for the others. */
export async function outliveChildren(): Promise<void> {
  // They are the program's, which goes on after one of its threads.
  if (isMainThread) addon.childrenTerminateDaemons();
  while (!haveEnded(false, SLICE_MS)) await turnOfLoop();
}

let watched = false;
let threadsRun = () => false;

/**
 * Has the program do at its end what CPython does: once it has nothing else to do, it terminates its
 * daemonic processes and waits for the others. `process.exit()` and uncaught errors wait for nobody.
 *
 * To be called in the main thread when it may get children. Of other threads only those that come to
 * their end by themselves, not `Thread`s, have a part in this.
 *
 * @param threadsGoOn - whether there are threads that it waits for before
 */
export function watchChildren(threadsGoOn?: () => boolean): void {
  if (threadsGoOn !== undefined) threadsRun = threadsGoOn;
  if (watched) return;
  watched = true;
  process.on('beforeExit', () => {
    if (!threadsRun() && !haveEnded(false, 0)) void outliveChildren();
  });
  if (!isMainThread) return;
  process.on('exit', () => {
    addon.childrenTerminateDaemons();
    haveEnded(true, GRACE_MS);
  });
}

function haveEnded(areDaemons: boolean, timeoutMs: number): boolean {
  // A wait would give a Gil up, to threads that are to run no more.
  if (addon.childrenAwait(areDaemons, 0) !== 0) return true;
  const attempt = (sliceMs: number) => addon.childrenAwait(areDaemons, sliceMs);
  return wait({ attempt }, timeoutMs) !== 0;
}
