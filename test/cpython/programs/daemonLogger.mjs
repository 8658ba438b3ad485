import { isMainThread } from 'node:worker_threads';
import { Queue, Thread } from 'selectors-ts/threading';
import { print } from './print.mjs';

export function log(messages) {
  try {
    while (true) {
      print('log:', messages.get());
      messages.taskDone();
    }
  } finally {
    print('the logger ends');
  }
}

if (isMainThread) {
  const messages = new Queue();
  new Thread({ target: new URL('#log', import.meta.url), args: [messages], daemon: true }).start();
  for (let i = 0; i < 5; i++) messages.put(`message ${i}`);
  messages.join();
  print('end');
}
