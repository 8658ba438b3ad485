/**
 * The program of the thread host: starts the workers of threads, and notices their ends.
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
import { report, writeOutputAtOnce } from './output.js';
import { IS_UP, type StartRequest, THREAD_PROGRAM } from './startRequest.js';

const { awaited }: { awaited: Int32Array } = workerData;

function startWorker({ ident, name, daemon, thread }: StartRequest): void {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', tryToStart);
  const options: WorkerOptions = {
    workerData: { ...thread, host: port2, awaited },
    transferList: [thread.port, port2],
    env: SHARE_ENV,
    name,
    // As in Python, descriptors belong to the process: the end of a thread does not close them.
    trackUnmanagedFds: false,
  };
  const worker = withPreloads(() => new Worker(packageFile(THREAD_PROGRAM), options));
  worker.on('error', (error) => report(`Exception in thread ${name}:\n${printed(error)}\n`));
  worker.on('exit', () => {
    startThoseLeft(port1);
    threadEnded(ident, daemon);
  });
}

/** Starts the threads that a thread asked for just before it ended: closing the port would lose the requests. */
function startThoseLeft(port: MessagePort): void {
  for (let left = receiveMessageOnPort(port); left; left = receiveMessageOnPort(port)) {
    tryToStart(left.message);
  }
  port.close();
}

function threadEnded(ident: number, daemon: boolean): void {
  addon.threadFinish(ident);
  if (!daemon && Atomics.sub(awaited, 0, 1) === 1) parentPort?.postMessage(null);
}

function tryToStart(request: StartRequest): void {
  try {
    startWorker(request);
  } catch (error) {
    report(`can't start new thread ${request.name}:\n${printed(error)}\n`);
    threadEnded(request.ident, request.daemon);
  }
}

programBegins();
writeOutputAtOnce();
// The addon notices the end of this worker only after that of the workers it has started.
process.on('exit', () => addon.threadHostShut());
parentPort?.on('message', tryToStart);
Atomics.store(awaited, IS_UP, addon.threadHostOpen());
Atomics.notify(awaited, IS_UP);
