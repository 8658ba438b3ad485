// One select(0) or one selectAsync() that finds something ready at once: ns per wait.
// waitAsync BACKEND select|selectAsync|forAwait
import { EVENT_WRITE } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import type { Backend } from '../../results/index.js';
import { answerAsyncRounds } from '../../rounds/index.js';
import { SELECTORS } from './selectors.js';
import { openSockets } from './socketpairs.js';

const [backend, call] = process.argv.slice(2);
const selector = SELECTORS[backend as Backend]();
const sockets = openSockets(2);
selector.register(sockets[0] as Socket, EVENT_WRITE);

const RUNS: Record<string, (steps: number) => Promise<void>> = {
  async select(steps) {
    for (let i = 0; i < steps; i++) selector.select(0);
  },
  async selectAsync(steps) {
    for (let i = 0; i < steps; i++) await selector.selectAsync();
  },
  async forAwait(steps) {
    for await (const _ready of selector) if (--steps === 0) break;
  },
};

await answerAsyncRounds(RUNS[call as string] as (steps: number) => Promise<void>);
selector.close();
for (const socket of sockets) socket.close();
