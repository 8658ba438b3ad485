/**
 * Where the workers of threads come from. Node ends a worker's own workers with it, so none is started
 * by the thread that asks for it: all are children of one hidden worker, the nursery, which lives as
 * long as the program. Its event loop is always free, whatever the other threads are blocked in.
 */
import type { MessagePort } from 'node:worker_threads';
import { addon, threadState } from '../addon/index.js';
import { type Birth, IS_UP, type Nursery } from './birth.js';
import { FoundedNursery } from './foundedNursery.js';

const here = threadState('nursery', () => ({
  founded: undefined as FoundedNursery | undefined,
  nursery: undefined as Nursery | undefined,
}));

/** For a thread that was started by one. */
export function growUpIn(port: MessagePort, awaited: Int32Array): void {
  here.nursery = { port, awaited };
}

/** @throws if there cannot be another worker */
export function startWorker(birth: Birth): void {
  here.nursery ??= here.founded = new FoundedNursery();
  const { port, awaited } = here.nursery;
  if (addon.threadEntrust(birth.ident, Atomics.load(awaited, IS_UP)) === 0) {
    throw here.founded?.end ?? new Error('the hidden worker that starts threads has ended');
  }
  const count = birth.daemon ? 0 : 1;
  Atomics.add(awaited, 0, count);
  try {
    port.postMessage(birth, [birth.thread.port]);
  } catch (error) {
    Atomics.sub(awaited, 0, count);
    throw error;
  }
}
