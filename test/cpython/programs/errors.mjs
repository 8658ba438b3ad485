import { isMainThread } from 'node:worker_threads';
import { currentThread, Lock, RLock, Semaphore, Thread } from 'selectors-ts/threading';
import { print } from './print.mjs';

function attempt(call) {
  try {
    print(call() ?? null);
  } catch (error) {
    print(error.name, error.message);
  }
}

function setDaemon(thread) {
  thread.daemon = true;
}

export function joinSelf() {
  attempt(() => currentThread().join());
}

export function setOwnDaemon() {
  attempt(() => setDaemon(currentThread()));
}

if (isMainThread) {
  let thread = new Thread({ target: new URL('#joinSelf', import.meta.url) });
  attempt(() => thread.join());
  thread.start();
  thread.join();
  attempt(() => thread.start());
  attempt(() => thread.join(0.01));
  attempt(() => thread.join(-1));
  attempt(() => setDaemon(thread));
  attempt(() => currentThread().join());
  thread = new Thread({ target: new URL('#setOwnDaemon', import.meta.url) });
  thread.start();
  thread.join();
  attempt(() => new Lock().release());
  attempt(() => new RLock().release());
  attempt(() => new Semaphore(-1));
}
