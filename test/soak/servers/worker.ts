/**
 * One of Node's own workers, to be terminated: it serves, and so does a thread that it has started. Each is
 * ended wherever it is, with all that it has open.
 */
import { workerData } from 'node:worker_threads';
import { Thread } from 'selectors-ts/threading';
import { type Assignment, serveAsync, serveBlocking } from './service.js';

export interface WorkerAssignment {
  readonly own: Assignment;
  readonly blocks: boolean;
  readonly ofThread: Assignment;
}

const { own, blocks, ofThread } = workerData as WorkerAssignment;
const target = new URL('service.js#serveBlocking', import.meta.url);
new Thread({ target, args: [ofThread], daemon: true }).start();
if (blocks) serveBlocking(own);
else await serveAsync(own);
