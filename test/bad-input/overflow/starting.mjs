/** Threads and processes that are started close to the end of the stack: they run, or can be started again. */
import assert from 'node:assert/strict';
import { Process } from 'selectors-ts/multiprocessing';
import { Queue, Thread } from 'selectors-ts/threading';
import { withLeft } from './edge.mjs';

let overflows = 0;

function start(one, left) {
  try {
    withLeft(left, () => one.start());
  } catch (error) {
    assert(error instanceof RangeError, error);
    overflows++;
    one.start();
  }
}

const queue = new Queue();
let threads = 0;
function startThread(left) {
  const thread = new Thread({ target: (results) => results.put('ran'), args: [queue] });
  start(thread, left);
  thread.join();
  threads++;
  assert.equal(queue.qsize(), threads);
}

function startProcess(left) {
  const process = new Process({
    target: (code) => (globalThis.process.exitCode = code),
    args: [7],
  });
  start(process, left);
  process.join();
  assert.equal(process.exitcode, 7);
  process.close();
}

// The first ones start more than themselves: each of these sees what is compiled for the first time.
for (const left of [1500, 20_000, 42_000, 66_000, 90_000]) startThread(left);
for (let left = 400; left < 5000; left += 350) startThread(left);
for (const left of [1500, 42_000, 66_000, 90_000]) startProcess(left);
console.log(JSON.stringify({ overflows }));
