/**
 * Waits that leave the thread to Node: a promise must not stay pending because its wait, or a change of
 * what is waited for, has begun close to the end of the stack.
 */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import * as selectors from 'selectors-ts';
import { socketpair } from 'selectors-ts/socket';
import { withLeft } from './edge.mjs';

const { EVENT_READ, EVENT_WRITE } = selectors;

const classes = [
  selectors.SelectSelector,
  selectors.PollSelector,
  selectors.EpollSelector,
  selectors.KqueueSelector,
].filter(({ isAvailable }) => isAvailable);

const distances = [];
for (let left = 200; left < 6000; left += 50) distances.push(left);
for (let left = 39_000; left < 47_000; left += 200) distances.push(left);
for (let left = 62_000; left < 104_000; left += 250) distances.push(left);

const [[idle, idlePeer], [ready, readyPeer]] = [socketpair(), socketpair()];
let overflows = 0;

function attempt(left, fn) {
  try {
    return withLeft(left, fn);
  } catch (error) {
    assert(error instanceof RangeError, error);
    overflows++;
    return undefined;
  }
}

/** Whether the promise is of a wait that was begun. */
async function isPending(promise) {
  const outcome = await Promise.race([promise?.catch((error) => error), setImmediate('pending')]);
  if (outcome === 'pending') return true;
  if (promise !== undefined) assert(outcome instanceof RangeError, outcome);
  return false;
}

async function begin(selector, left) {
  selector.register(idle, EVENT_READ);
  const begun = attempt(left, () => selector.selectAsync());
  const wait = (await isPending(begun)) ? begun : selector.selectAsync();
  const key = selector.register(ready, EVENT_WRITE);
  assert.deepEqual(await wait, [[key, EVENT_WRITE]]);
}

async function change(selector, left) {
  selector.register(idle, EVENT_READ);
  const wait = selector.selectAsync();
  await setImmediate();
  const key =
    attempt(left, () => selector.register(ready, EVENT_WRITE)) ??
    selector.register(ready, EVENT_WRITE);
  assert.deepEqual(await wait, [[key, EVENT_WRITE]]);
}

for (const Selector of classes) {
  for (const scenario of [begin, change]) {
    globalThis.gc();
    for (const left of distances) {
      const selector = new Selector();
      await scenario(selector, left);
      selector.close();
    }
  }
}
for (const socket of [idle, idlePeer, ready, readyPeer]) socket.close();
console.log(JSON.stringify({ overflows }));
