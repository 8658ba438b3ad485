import { Barrier, type Gil, Thread } from 'selectors-ts/threading';
import { type Clocking, clocked, newClocking, PATIENCE_SECONDS, spanSeconds } from './clock.js';

/** In each thread: does its work when all are there, and stays until all are done. */
export function runRace(together: Barrier, clocking: Clocking, work: () => void): void {
  together.wait();
  clocked(clocking, work);
  // To take a thread down costs milliseconds of its core, at the cost of those who still work.
  together.wait();
}

/**
 * Starts threads and lets them begin together.
 *
 * @param target - gets what `runRace()` needs, the Gil, and the `args`
 * @returns seconds from the first who began to the last who ended
 */
export function race(target: URL, count: number, gil: Gil | null, args: unknown[]): number {
  const together = new Barrier(count, null, PATIENCE_SECONDS);
  const clockings = Array.from({ length: count }, newClocking);
  const threads = clockings.map(
    (clocking) =>
      new Thread({ target, args: [together, clocking, gil, ...args], gil, daemon: true }),
  );
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  return spanSeconds(clockings);
}
