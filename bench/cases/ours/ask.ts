// Threads under one Gil that each wait for a slow server's answers: answers per second of all together.
// ask THREADS PORT PID
import { Gil, Thread } from 'selectors-ts/threading';
import { answerFigures } from '../../rounds/index.js';
import { Crew } from './crew.js';

const target = new URL('asking.js#askToOrder', import.meta.url);

const args = process.argv.slice(2).map(Number);
const [threads, port] = args as [number, number];
const gil = new Gil();

using crew = new Crew();
for (let i = 0; i < threads; i++) {
  crew.hire((orders) => new Thread({ target, args: [orders, port], gil }).start());
}
await answerFigures((roundMs) => {
  const answers = crew.work(roundMs).reduce((sum, each) => sum + each);
  return { rate: (answers / roundMs) * 1000 };
});
