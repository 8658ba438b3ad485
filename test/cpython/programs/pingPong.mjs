import { isMainThread } from 'node:worker_threads';
import { Semaphore, Thread } from 'selectors-ts/threading';
import { print } from './print.mjs';

export function play(turn, mine, name, count) {
  for (let i = 0; i < count; i++) {
    turn[mine].acquire();
    print(name, i);
    turn[1 - mine].release();
  }
}

if (isMainThread) {
  const turn = [new Semaphore(1), new Semaphore(0)];
  const target = new URL('#play', import.meta.url);
  const players = [
    new Thread({ target, args: [turn, 0, 'ping', 5] }),
    new Thread({ target, args: [turn, 1, 'pong', 5] }),
  ];
  for (const player of players.toReversed()) player.start();
  for (const player of players) player.join();
  print('end');
}
