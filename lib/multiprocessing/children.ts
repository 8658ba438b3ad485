/**
 * The program's child processes, whichever thread has started them, and what becomes of them at its end.
 */
import { isMainThread } from 'node:worker_threads';
import { addon, threadState } from '../addon/index.js';
import { turnOfLoop, wait } from '../wait/index.js';
import type { Process } from './process.js';

/** How long daemonic processes have to obey SIGTERM, before they lose their lifeline. */
const GRACE_MS = 1000;

/** How long a handler of signals, in JavaScript, may have to wait. */
const SLICE_MS = 100;

/** The processes that this thread has started, until their end is noticed. */
export const started = new Set<Process>();

/**
 * The processes started by this thread that still run. Python's `multiprocessing.active_children()`,
 * which knows those of all threads.
 */
export function activeChildren(): Process[] {
  return [...started].filter((process) => process.isAlive());
}

/** The threads that the program waits for before it waits for processes. */
interface Threads {
  goOn(): boolean;
  /** Resolves when there are none left. */
  done(): Promise<void>;
}

const noThreads: Threads = { goOn: () => false, done: async () => {} };

/** Shared by all copies of the package in this thread: a bundled target starts its threads by a copy of its own. */
const here = threadState('children', () => ({ threads: noThreads }));

let watched = false;

/**
 * Has the program do at its end what CPython does: once it has nothing else to do, it terminates its
 * daemonic processes and waits for the others. `process.exit()` and uncaught errors wait for nobody.
 *
 * To be called in the main thread when it may get children. Of other threads only those that come to
 * their end by themselves, not `Thread`s, have a part in this.
 */
export function watchChildren(threads?: Threads): void {
  if (threads !== undefined) here.threads = threads;
  if (watched) return;
  watched = true;
  process.on('beforeExit', () => {
    if (!here.threads.goOn() && !haveEnded(false, 0)) void outliveChildren();
  });
  if (!isMainThread) return;
  process.on('exit', () => {
    addon.childrenTerminateDaemons();
    haveEnded(true, GRACE_MS);
  });
}

/** Waits for threads, terminates daemonic processes, then waits for the others. */
export async function outliveAll(): Promise<void> {
  await here.threads.done();
  await outliveChildren();
}

async function outliveChildren(): Promise<void> {
  // Only at the program's end: daemonic processes outlive the thread that has started them.
  if (isMainThread) addon.childrenTerminateDaemons();
  while (!haveEnded(false, SLICE_MS)) await turnOfLoop();
}

function haveEnded(areDaemons: boolean, timeoutMs: number): boolean {
  // A look before the wait: a wait would give a Gil up, to threads that are not to run any more.
  if (addon.childrenAwait(areDaemons, 0) !== 0) return true;
  const call = (sliceMs: number) => addon.childrenAwait(areDaemons, sliceMs);
  return wait(call, timeoutMs) !== 0;
}
