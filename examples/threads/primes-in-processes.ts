// Processes and CPU: each has a Node and a GIL of its own, so two count nearly twice as fast.
import { type Connection, Pipe, Process } from 'selectors-ts/multiprocessing';

const END = 600_000;

/** Runs in a process, to which its text is taken: it may use what it is given, and nothing else here. */
function countPrimes(start: number, end: number, result: Connection): void {
  let count = 0;
  for (let n = start; n < end; n++) {
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor !== 0) divisor++;
    if (divisor * divisor > n && n > 1) count++;
  }
  result.send(count);
}

function countWith(processes: number): number {
  const share = END / processes;
  const started = Array.from({ length: processes }, (_, index) => {
    const [ours, theirs] = Pipe(false);
    const process = new Process({
      target: countPrimes,
      args: [index * share, (index + 1) * share, theirs],
    });
    process.start();
    theirs.close(); // The process has its own, and with this one there would be no end to `ours`.
    return { process, ours };
  });
  let count = 0;
  for (const { process, ours } of started) {
    count += ours.recv() as number;
    ours.close();
    process.join();
  }
  return count;
}

for (const [what, processes] of [
  ['One process', 1],
  ['Two processes', 2],
] as const) {
  const startMs = performance.now();
  const count = countWith(processes);
  const seconds = (performance.now() - startMs) / 1000;
  console.log(`${what}: ${count} primes below ${END} in ${seconds.toFixed(2)} s`);
}
