import { isMainThread } from 'node:worker_threads';
import { Thread } from 'selectors-ts/threading';

export function work(name, count) {
  for (let i = 0; i < count; i++) console.log(name, i);
}

if (isMainThread) {
  console.log('begin');
  for (const name of ['first', 'second', 'third']) {
    const thread = new Thread({ target: new URL('#work', import.meta.url), args: [name, 3] });
    thread.start();
    thread.join();
    console.log(name, 'joined', thread.isAlive() ? 'alive' : 'over');
  }
  console.log('end');
}
