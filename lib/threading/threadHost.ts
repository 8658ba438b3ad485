/**
 * Where the workers of threads come from. Node ends a worker's own workers with it, so none is started
 * by the thread that asks for it: all are children of one hidden worker, the thread host, which lives as
 * long as the program. Its event loop is always free, whatever the other threads are blocked in.
 */
import type { MessagePort } from 'node:worker_threads';
import { addon, threadState } from '../addon/index.js';
import { StartedHost } from './startedHost.js';
import { IS_UP, type StartRequest, type ThreadHost } from './startRequest.js';

const here = threadState('threadHost', () => ({
  started: undefined as StartedHost | undefined,
  host: undefined as ThreadHost | undefined,
}));

/** To be called in a thread that the host has started. */
export function useHost(port: MessagePort, awaited: Int32Array): void {
  here.host = { port, awaited };
}

/** @throws if there cannot be another worker */
export function startWorker(request: StartRequest): void {
  here.host ??= here.started = new StartedHost();
  const { port, awaited } = here.host;
  if (addon.threadAssign(request.ident, Atomics.load(awaited, IS_UP)) === 0) {
    throw here.started?.end ?? new Error('the hidden worker that starts threads has ended');
  }
  const count = request.daemon ? 0 : 1;
  Atomics.add(awaited, 0, count);
  try {
    port.postMessage(request, [request.thread.port]);
  } catch (error) {
    Atomics.sub(awaited, 0, count);
    throw error;
  }
}
