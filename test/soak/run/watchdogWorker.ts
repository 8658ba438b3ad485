import { writeSync } from 'node:fs';
import { workerData as beats } from 'node:worker_threads';

const LONGEST_PAUSE_MS = 60_000;
const STANDARD_ERROR = 2;

for (;;) {
  if (Atomics.wait(beats, 0, Atomics.load(beats, 0), LONGEST_PAUSE_MS) === 'timed-out') {
    writeSync(STANDARD_ERROR, `The main thread has hung for ${LONGEST_PAUSE_MS / 1000} s.\n`);
    process.kill(process.pid, 'SIGKILL');
  }
}
