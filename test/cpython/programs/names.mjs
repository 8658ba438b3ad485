import { isMainThread } from 'node:worker_threads';
import { currentThread, mainThread, Thread } from 'selectors-ts/threading';
import { print } from './print.mjs';

export function work() {
  const me = currentThread();
  print(me.name, me.daemon, me === mainThread());
  print('child of', me.name, 'is daemon:', new Thread({ name: 'child' }).daemon);
}

export function other() {
  print(currentThread().name, mainThread().name);
}

if (isMainThread) {
  print(currentThread().name, new Thread().name);
  const [workUrl, otherUrl] = ['#work', '#other'].map((hash) => new URL(hash, import.meta.url));
  const threads = [
    new Thread({ target: workUrl }),
    new Thread({ target: otherUrl }),
    new Thread({ target: workUrl, name: 'given', daemon: true }),
    new Thread({ target: workUrl, name: '', daemon: false }),
    new Thread(),
  ];
  for (const thread of threads) print(thread.name, thread.daemon, thread.ident === null);
  threads[1].name = 'renamed';
  threads[1].daemon = true;
  for (const thread of threads) {
    thread.start();
    thread.join();
    print(thread.name, thread.daemon, thread.ident === null);
  }
}
