// Two threads that compute in turns, by a bare condition variable, and ask for their turn as those
// under a Gil do: the median ns from one's giving it up to the other's having it.
// conditionVariable SWITCH_INTERVAL_SECONDS ADDON
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import type { Socket } from 'selectors-ts/socket';
import { Thread } from 'selectors-ts/threading';
import { computeStep } from '../cases/ours/computing.js';
import { Crew, followOrders } from '../cases/ours/crew.js';
import { answerFigures } from '../rounds/index.js';
import { median } from '../statistics/index.js';

interface Turn {
  await(me: number, switchIntervalNs: number): number;
  isAsked(): boolean;
  give(me: number): void;
}

/** A thread's work: tells the median of how long its turns took to come. */
export function takeTurns(orders: Socket, me: number, addon: string, switchInterval: number): void {
  const turn: Turn = createRequire(fileURLToPath(import.meta.url))(addon);
  followOrders(orders, (isOver) => {
    const latenciesNs: number[] = [];
    let isLast = false;
    while (!isLast) {
      latenciesNs.push(turn.await(me, switchInterval * 1e9));
      do {
        computeStep();
        // Decided during a turn, so that the other one has a last one after it.
        isLast = isOver();
      } while (!isLast && !turn.isAsked());
      turn.give(me);
    }
    // The round's first may be no hand-over: a median does not mind.
    return median(latenciesNs);
  });
}

if (isMainThread) {
  const [switchInterval, addon] = process.argv.slice(2);
  using crew = new Crew();
  const target = new URL('#takeTurns', import.meta.url);
  for (const me of [0, 1]) {
    const args = [me, addon, Number(switchInterval)];
    crew.hire((orders) => new Thread({ target, args: [orders, ...args], gil: null }).start());
  }
  await answerFigures((roundMs) => ({ time: median(crew.work(roundMs)) }));
}
