// A worker that waits for nothing but us: `wakeup()` has its `select()` return.
import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { DefaultSelector, Waker } from 'selectors-ts';

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  const [handle] = await once(worker, 'message');
  console.log('waking the worker');
  Waker.from(handle).wakeup();
} else {
  using selector = new DefaultSelector();
  parentPort?.postMessage(selector.waker().handle);
  const ready = selector.select();
  console.log(`the worker is awake, with ${ready.length} ready`);
}
