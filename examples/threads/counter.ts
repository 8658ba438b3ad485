// Two threads count in shared memory. To count is to read, to add and to write: without a lock both
// read the same number now and then, and one of the two steps is lost.
import { Barrier, Gil, Lock, Thread } from 'selectors-ts/threading';

const STEPS = 100_000;

// Each runs in a thread, to which its text is taken: it may use what it is given, and nothing else here.

function countFreely(begin: Barrier, counter: Int32Array, steps: number): void {
  begin.wait();
  for (let i = 0; i < steps; i++) counter[0]! += 1;
}

function countLocked(begin: Barrier, counter: Int32Array, steps: number, lock: Lock): void {
  begin.wait();
  for (let i = 0; i < steps; i++) {
    lock.acquire();
    counter[0]! += 1;
    lock.release();
  }
}

function countInTurn(begin: Barrier, counter: Int32Array, steps: number, gil: Gil): void {
  begin.wait();
  for (let i = 0; i < steps; i++) {
    counter[0]! += 1;
    gil.checkpoint(); // Only here can the other thread come in between.
  }
}

function countTwice<More extends unknown[]>(
  target: (begin: Barrier, counter: Int32Array, steps: number, ...more: More) => void,
  gil: Gil | null,
  ...more: More
): number {
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const begin = new Barrier(2);
  const start = () => new Thread({ target, args: [begin, counter, STEPS, ...more], gil });
  const threads = [start(), start()];
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  return counter[0]!;
}

let count: number;
do count = countTwice(countFreely, null);
while (count === 2 * STEPS); // All may be well for once, if one has ended before the other begins.
console.log(`Without a lock: less than ${2 * STEPS}, this time ${count}`);
console.log(`With a lock: ${countTwice(countLocked, null, new Lock())}`);
console.log(`Under the GIL: ${countTwice(countInTurn, Gil.shared, Gil.shared)}`);
