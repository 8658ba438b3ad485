import { isMainThread } from 'node:worker_threads';
import { setExcepthook, Thread, ValueError } from 'selectors-ts/threading';
import { print } from './print.mjs';

export function fail(text) {
  throw new ValueError(text);
}

function hook({ excType, excValue, thread }) {
  print('hook:', excType.name, excValue.message, thread.name);
}

if (isMainThread) {
  const target = new URL('#fail', import.meta.url);
  let thread = new Thread({ target, args: ['reported'] });
  thread.start();
  thread.join();
  print('alive:', thread.isAlive());
  setExcepthook(hook);
  thread = new Thread({ target, args: ['hooked'], name: 'hooked thread' });
  thread.start();
  thread.join();
  print('end');
}
