/**
 * Where the workers of threads come from. Node ends a worker's own workers with it, so none is started
 * by the thread that asks for it: all are children of one hidden worker, the nursery, which lives as
 * long as the program. Its event loop is always free, whatever the other threads are blocked in.
 */
import { inspect } from 'node:util';
import { isMainThread, type MessagePort, SHARE_ENV, Worker } from 'node:worker_threads';
import { addon } from '../addon/index.js';
import { watchChildren } from '../children/index.js';
import type { PackedTarget } from '../target/index.js';
import { report } from './output.js';

/** What the nursery needs to know of a thread. */
export interface Birth {
  readonly ident: number;
  readonly name: string;
  readonly daemon: boolean;
  /** What the thread itself needs to know. */
  readonly thread: Upbringing;
}

export interface Upbringing {
  readonly ident: number;
  readonly target: PackedTarget | null;
  readonly gil: number | null;
  readonly argv: string[];
  readonly starterHasHook: Int32Array;
  /** Brings the arguments, and takes the exception. */
  readonly port: MessagePort;
}

/** How a thread asks for another. */
export interface Nursery {
  readonly port: Pick<MessagePort, 'postMessage'>;
  /** How many workers of threads there are that the program waits for, and `IS_UP`. */
  readonly awaited: Int32Array;
  /** The program's own thread is done, and waits for them. */
  fallOff(): void;
}

/** Where in `awaited` the nursery says that it is there. */
export const IS_UP = 1;

const LONGEST_START_MS = 10_000;

let nursery: Nursery | undefined;

let whenNoneIsAwaited: Array<() => void> = [];

/** For a thread that was started by one. */
export function growUpIn(port: MessagePort, awaited: Int32Array): void {
  nursery = { port, awaited, fallOff() {} };
}

/** @throws if there cannot be another worker */
export function startWorker(birth: Birth): void {
  nursery ??= found();
  if (!birth.daemon) Atomics.add(nursery.awaited, 0, 1);
  nursery.port.postMessage(birth, [birth.thread.port]);
}

/** Resolves when no thread is left that the program waits for. For the main thread. */
export async function threadsDone(): Promise<void> {
  if (nursery === undefined || Atomics.load(nursery.awaited, 0) === 0) return;
  nursery.fallOff();
  await new Promise<void>((resolve) => whenNoneIsAwaited.push(resolve));
}

/** What `-e` and a program from the standard input may have, a worker whose program is a file may not. */
function flags(): { execArgv?: string[] } {
  return process.execArgv.some((flag) => flag.startsWith('--input-type')) ? { execArgv: [] } : {};
}

/** For the main thread, or a worker of Node's own. */
function found(): Nursery {
  const awaited = new Int32Array(new SharedArrayBuffer(8));
  // Threads may start processes, which are the program's then.
  watchChildren(() => Atomics.load(awaited, 0) > 0);
  const worker = new Worker(new URL('../threading/nurseryWorker.js', import.meta.url), {
    workerData: awaited,
    env: SHARE_ENV,
    name: 'selectors-ts nursery',
    stdout: true,
    stderr: true,
    ...flags(),
  });
  worker.on('error', (error) => report(`No more threads can be started:\n${inspect(error)}\n`));
  // If this thread blocks next, nobody will hear that the worker could not start.
  if (Atomics.wait(awaited, IS_UP, 0, LONGEST_START_MS) === 'timed-out') {
    void worker.terminate();
    throw new Error('the worker that starts threads has not come up');
  }
  const keepAlive = () => {
    if (Atomics.load(awaited, 0) > 0) {
      worker.ref();
      return;
    }
    worker.unref();
    const resolvers = whenNoneIsAwaited;
    whenNoneIsAwaited = [];
    for (const resolve of resolvers) resolve();
  };
  const fallOff = () => {
    // Threads may be joining the main thread. As in Python, its end is not that of the program.
    if (isMainThread && Atomics.load(awaited, 0) > 0) addon.threadFinish(addon.threadMain());
    keepAlive();
  };
  // It tells when the last one has gone.
  worker.on('message', keepAlive);
  // Not before: a listener for messages keeps the program alive.
  worker.unref();
  process.on('beforeExit', fallOff);
  return { port: worker, awaited, fallOff };
}
