/**
 * The program of the nursery: starts the workers of threads, and sees them end.
 */
import {
  MessageChannel,
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
  SHARE_ENV,
  Worker,
  type WorkerOptions,
  workerData,
} from 'node:worker_threads';
import { addon } from '../addon/index.js';
import { printed } from '../errors/index.js';
import { packageFile, programBegins, withPreloads } from '../marshal/index.js';
import { type Birth, IS_UP, THREAD_PROGRAM } from './birth.js';
import { report, writeOutputAtOnce } from './output.js';

const { awaited }: { awaited: Int32Array } = workerData;

function raise({ ident, name, daemon, thread }: Birth): void {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', tryToRaise);
  const options: WorkerOptions = {
    workerData: { ...thread, nursery: port2, awaited },
    transferList: [thread.port, port2],
    env: SHARE_ENV,
    name,
    // Descriptors are the process's, as in Python.
    trackUnmanagedFds: false,
  };
  const worker = withPreloads(() => new Worker(packageFile(THREAD_PROGRAM), options));
  worker.on('error', (error) => report(`Exception in thread ${name}:\n${printed(error)}\n`));
  worker.on('exit', () => {
    raiseOrphans(port1);
    bury(ident, daemon);
  });
}

/** Those that a thread has asked for before it ended: closing the port would lose them. */
function raiseOrphans(port: MessagePort): void {
  for (let left = receiveMessageOnPort(port); left; left = receiveMessageOnPort(port)) {
    tryToRaise(left.message);
  }
  port.close();
}

function bury(ident: number, daemon: boolean): void {
  addon.threadFinish(ident);
  if (!daemon && Atomics.sub(awaited, 0, 1) === 1) parentPort?.postMessage(null);
}

function tryToRaise(birth: Birth): void {
  try {
    raise(birth);
  } catch (error) {
    report(`can't start new thread ${birth.name}:\n${printed(error)}\n`);
    bury(birth.ident, birth.daemon);
  }
}

programBegins();
writeOutputAtOnce();
// Only after its workers does the addon see it end.
process.on('exit', () => addon.nurseryShut());
parentPort?.on('message', tryToRaise);
Atomics.store(awaited, IS_UP, addon.nurseryOpen());
Atomics.notify(awaited, IS_UP);
