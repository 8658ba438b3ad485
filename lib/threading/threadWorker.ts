/**
 * The program of a thread: gets its arguments, runs its target, and ends.
 */
import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { addon } from '../addon/index.js';
import {
  type Call,
  type Carried,
  loadTarget,
  packException,
  programBegins,
} from '../marshal/index.js';
import { turnOfLoop } from '../wait/index.js';
import { currentThread } from './enumerate.js';
import { callExcepthook, isHooked, setExcepthook } from './excepthook.js';
import { latest } from './latest.js';
import { writeOutputAtOnce } from './output.js';
import type { ThreadInit } from './startRequest.js';
import { useHost } from './threadHost.js';

interface ThreadData extends ThreadInit {
  readonly host: MessagePort;
  readonly awaited: Int32Array;
}

const { ident, target, gil, argv, starterHasHook, port, host, awaited }: ThreadData = workerData;

async function run(): Promise<void> {
  const { message } = receiveMessageOnPort(port) as { message: Carried };
  let call: Call | null = null;
  let args: unknown[];
  try {
    if (target !== null) call = await loadTarget(target, currentThread().name);
  } finally {
    // After the target is loaded: the arguments are made by the target's own copy of the package. And if loading
    // fails too: sockets among the arguments are this thread's to close.
    args = await latest.receivedArgs(message);
  }
  if (call === null) return;
  if (gil === null) await call(...args);
  else latest.Gil.from(gil).run(() => call(...args));
}

/** Calls the hook of this thread or, if it has none, that of the thread that has started it. */
function fail(error: unknown): void {
  if (!isHooked() && Atomics.load(starterHasHook, 0) === 1) port.postMessage(packException(error));
  else callExcepthook(error, latest.currentThread());
  end();
}

/** From now on, threads that this one has started report their exceptions themselves. */
function hearNoMore(): void {
  setExcepthook(null);
}

/** As in Python, the thread ends with its target: nothing else is waited for. */
function end(): void {
  hearNoMore();
  addon.threadFinish(ident);
  process.exit();
}

programBegins();
addon.threadRun(ident);
writeOutputAtOnce();
process.argv = argv;
useHost(host, awaited);
process.on('uncaughtException', fail);
process.on('exit', hearNoMore);
// Node looks for rejections that nobody handles once all promises have had their turn.
run().then(() => turnOfLoop().then(end), fail);
