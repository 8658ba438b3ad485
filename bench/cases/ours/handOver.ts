// Two threads that compute under one Gil and force each other off: the median ns from one's giving it
// up to the other's having it.
// handOver SWITCH_INTERVAL_SECONDS
import { Gil, type GilTraceEvent, Thread } from 'selectors-ts/threading';
import { answerFigures } from '../../rounds/index.js';
import { median } from '../../statistics/index.js';
import { Crew } from './crew.js';

const target = new URL('computing.js#computeToOrder', import.meta.url);

const switchInterval = Number(process.argv[2]);
const gil = new Gil();
gil.switchInterval = switchInterval;

function handOversNs(events: readonly GilTraceEvent[]): number[] {
  const running = events
    .filter(({ state }) => state === 'running')
    .sort((a, b) => a.startSeconds - b.startSeconds);
  return running.slice(1).flatMap((next, index) => {
    const { thread, forced, endSeconds } = running[index] as GilTraceEvent;
    return forced && thread !== next.thread ? [(next.startSeconds - endSeconds) * 1e9] : [];
  });
}

using crew = new Crew();
for (let i = 0; i < 2; i++) {
  crew.hire((orders) => new Thread({ target, args: [orders, gil], gil }).start());
}
await answerFigures((roundMs) => {
  using trace = gil.trace();
  crew.work(roundMs);
  return { time: median(handOversNs(trace.stop())) };
});
