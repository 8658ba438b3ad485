// A thread that waits for answers beside one that computes, under one Gil: the median ns from an
// answer's leaving the server to the thread's having it.
// convoy SWITCH_INTERVAL_SECONDS PORT PID
import { Gil, Thread } from 'selectors-ts/threading';
import { answerFigures } from '../../rounds/index.js';
import { Crew } from './crew.js';

const ask = new URL('asking.js#timeAnswersToOrder', import.meta.url);
const compute = new URL('computing.js#computeToOrder', import.meta.url);

const args = process.argv.slice(2).map(Number);
const [switchInterval, port] = args as [number, number];
const gil = new Gil();
gil.switchInterval = switchInterval;

using crew = new Crew();
crew.hire((orders) => new Thread({ target: ask, args: [orders, port], gil }).start());
crew.hire((orders) => new Thread({ target: compute, args: [orders, gil], gil }).start());
await answerFigures((roundMs) => ({
  time: crew.work(roundMs)[0] as number,
}));
