// Threads or processes that compute at once: steps per second of all together, or the share in % of
// the one who has done most.
// compute gil|free|processes COUNT rate|share
import { Process } from 'selectors-ts/multiprocessing';
import type { Socket } from 'selectors-ts/socket';
import { Gil, Thread } from 'selectors-ts/threading';
import { answerFigures } from '../../rounds/index.js';
import { Crew } from './crew.js';

const target = new URL('computing.js#computeToOrder', import.meta.url);

const STARTS: Record<string, () => (orders: Socket) => void> = {
  gil() {
    const gil = new Gil();
    return (orders) => new Thread({ target, args: [orders, gil], gil }).start();
  },
  free: () => (orders) => new Thread({ target, args: [orders, null], gil: null }).start(),
  processes: () => (orders) => new Process({ target, args: [orders, null] }).start(),
};

const [kind, countText, figure] = process.argv.slice(2);
const start = (STARTS[kind as string] as () => (orders: Socket) => void)();

using crew = new Crew();
for (let i = 0; i < Number(countText); i++) crew.hire(start);
await answerFigures((roundMs) => {
  const steps = crew.work(roundMs);
  const all = steps.reduce((sum, each) => sum + each);
  return figure === 'share'
    ? { share: (100 * Math.max(...steps)) / all }
    : { rate: (all / roundMs) * 1000 };
});
