/**
 * Where the workers of threads come from. Node ends a worker's own workers with it, so none is started
 * by the thread that asks for it: all are children of one hidden worker, the nursery, which lives as
 * long as the program. Its event loop is always free, whatever the other threads are blocked in.
 */
import { type MessagePort, SHARE_ENV, Worker } from 'node:worker_threads';
import type { PackedTarget } from '../target/index.js';

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
  /** How many workers of threads there are that the program waits for. */
  readonly awaited: Int32Array;
  /** Has the program wait for them. */
  keepAlive(): void;
}

let nursery: Nursery | undefined;

let whenNoneIsAwaited: Array<() => void> = [];

/** For a thread that was started by one. */
export function growUpIn(port: MessagePort, awaited: Int32Array): void {
  // The nursery keeps the program alive by itself; whoever asks for a thread in it is waited for.
  nursery = { port, awaited, keepAlive() {} };
}

/** @throws if there cannot be another worker */
export function startWorker(birth: Birth): void {
  nursery ??= found();
  if (!birth.daemon) {
    Atomics.add(nursery.awaited, 0, 1);
    nursery.keepAlive();
  }
  nursery.port.postMessage(birth, [birth.thread.port]);
}

/** Resolves when no thread is left that the program waits for. For the main thread. */
export async function threadsDone(): Promise<void> {
  if (nursery === undefined || Atomics.load(nursery.awaited, 0) === 0) return;
  nursery.keepAlive();
  await new Promise<void>((resolve) => whenNoneIsAwaited.push(resolve));
}

/** For the main thread, or a worker of Node's own. */
function found(): Nursery {
  const awaited = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./nurseryWorker.js', import.meta.url), {
    workerData: awaited,
    env: SHARE_ENV,
    name: 'selectors-ts nursery',
    stdout: true,
    stderr: true,
  });
  worker.unref();
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
  // It tells when the last one has gone. A daemon may have started one that is no daemon, unseen.
  worker.on('message', keepAlive);
  process.on('beforeExit', keepAlive);
  return { port: worker, awaited, keepAlive };
}
