import { isMainThread } from 'node:worker_threads';
import { activeCount, Barrier, Event, enumerate, Thread } from 'selectors-ts/threading';
import { print } from './print.mjs';

export function wait(barrier, event) {
  barrier.wait();
  event.wait();
}

if (isMainThread) {
  const barrier = new Barrier(4);
  const event = new Event();
  const target = new URL('#wait', import.meta.url);
  const threads = Array.from(
    'abc',
    (name) => new Thread({ target, args: [barrier, event], name, daemon: name === 'b' }),
  );
  const names = () =>
    enumerate()
      .map(({ name }) => name)
      .sort();
  print(names(), activeCount());
  for (const thread of threads) thread.start();
  barrier.wait();
  print(names(), activeCount());
  print(
    threads.map((thread) => thread.isAlive()),
    new Set(threads.map(({ ident }) => ident)).size,
  );
  event.set();
  for (const thread of threads) thread.join();
  print(names(), activeCount());
  print(threads.map((thread) => thread.isAlive()));
}
