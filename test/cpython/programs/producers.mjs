import { isMainThread } from 'node:worker_threads';
import { Lock, Queue, Thread } from 'selectors-ts/threading';
import { print } from './print.mjs';

export function produce(items, number) {
  for (let i = 0; i < 50; i++) items.put(number * 50 + i);
  items.put(null);
}

export function consume(items, sums, lock) {
  let total = 0;
  let count = 0;
  for (let item = items.get(); item !== null; item = items.get()) {
    total += item;
    count++;
  }
  lock.acquire();
  try {
    sums.put([count, total]);
  } finally {
    lock.release();
  }
}

if (isMainThread) {
  const items = new Queue(4);
  const sums = new Queue();
  const lock = new Lock();
  const [produceUrl, consumeUrl] = ['#produce', '#consume'].map(
    (hash) => new URL(hash, import.meta.url),
  );
  const threads = [
    ...[0, 1, 2].map((i) => new Thread({ target: produceUrl, args: [items, i] })),
    ...[0, 1, 2].map(() => new Thread({ target: consumeUrl, args: [items, sums, lock] })),
  ];
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  const results = [0, 1, 2].map(() => sums.get());
  const sum = (at) => results.reduce((total, result) => total + result[at], 0);
  print(sum(0), sum(1));
  print(items.empty(), sums.qsize(), lock.locked());
}
