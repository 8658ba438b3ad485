/**
 * One of Node's own workers, to be terminated wherever it is, with all that it has open: it serves, and so may a
 * thread that it has started.
 */
import { workerData } from 'node:worker_threads';
import { Thread } from 'selectors-ts/threading';
import { type Assignment, serveAsync, serveBlocking } from './service.js';

export interface WorkerAssignment {
  readonly own: Assignment;
  readonly isBlocking: boolean;
  readonly ofThread: Assignment | null;
}

const { own, isBlocking, ofThread } = workerData as WorkerAssignment;
if (ofThread !== null) {
  const target = new URL('service.js#serveBlocking', import.meta.url);
  new Thread({ target, args: [ofThread], daemon: true }).start();
}
if (isBlocking) serveBlocking(own);
else void serveAsync(own);
