// Threads and CPU: two threads under one GIL count no faster than one, as only one runs at a time.
// Free threads, which Python lacks (or has since 3.13t), share the work.
import { Gil, Queue, Thread } from 'selectors-ts/threading';

const END = 600_000;

/** Runs in a thread, to which its text is taken: it may use what it is given, and nothing else here. */
function countPrimes(start: number, end: number, gil: Gil | null, results: Queue<number>): void {
  let count = 0;
  for (let n = start; n < end; n++) {
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor !== 0) divisor++;
    if (divisor * divisor > n && n > 1) count++;
    // Python does so by itself, between any two instructions.
    gil?.checkpoint();
  }
  results.put(count);
}

function countWith(threads: number, gil: Gil | null): number {
  const results = new Queue<number>();
  const share = END / threads;
  const started = Array.from({ length: threads }, (_, index) => {
    const thread = new Thread({
      target: countPrimes,
      args: [index * share, (index + 1) * share, gil, results],
      gil,
    });
    thread.start();
    return thread;
  });
  for (const thread of started) thread.join();
  return started.reduce((sum) => sum + results.get(), 0);
}

for (const [what, threads, gil] of [
  ['One thread', 1, Gil.shared],
  ['Two threads', 2, Gil.shared],
  ['Two free threads', 2, null],
] as const) {
  const startMs = performance.now();
  const count = countWith(threads, gil);
  const seconds = (performance.now() - startMs) / 1000;
  console.log(`${what}: ${count} primes below ${END} in ${seconds.toFixed(2)} s`);
}
