import { isMainThread } from 'node:worker_threads';
import { sleep, Thread } from 'selectors-ts/threading';
import { print } from './print.mjs';

export function outlive(name, seconds) {
  try {
    sleep(seconds);
  } finally {
    print(name, 'ends');
  }
}

export function start(name) {
  new Thread({ target: new URL('#outlive', import.meta.url), args: [name, 0.1] }).start();
  print('the starter ends');
}

if (isMainThread) {
  const target = new URL('#outlive', import.meta.url);
  new Thread({ target, args: ['daemon', 1e6], daemon: true }).start();
  const starter = new Thread({ target: new URL('#start', import.meta.url), args: ['grandchild'] });
  starter.start();
  starter.join();
  print('end');
}
