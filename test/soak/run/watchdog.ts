/** Ends the process if its main thread hangs in a call that should not block it. */
import { Worker } from 'node:worker_threads';

const BEAT_MS = 1000;

export function startWatchdog(): void {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  new Worker(new URL('watchdogWorker.js', import.meta.url), { workerData: beats }).unref();
  setInterval(() => {
    Atomics.add(beats, 0, 1);
    Atomics.notify(beats, 0);
  }, BEAT_MS).unref();
}
