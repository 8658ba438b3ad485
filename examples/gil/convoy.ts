/** How long a thread waits for an answer that takes a millisecond, beside one that computes. */
import { Event, Gil, Thread } from 'selectors-ts/threading';
import { median } from './median.js';
import type { Experiment } from './table.js';

const ANSWERS = 60;

const ioWork = new URL('ioThread.js#latencies', import.meta.url);
const cpuWork = new URL('cpuThread.js#ahead', import.meta.url);

export function convoyExperiment(port: number): Experiment {
  const beside = (switchInterval: number | null) => latency(port, switchInterval);
  return {
    title: 'An answer after 1 ms, for a thread',
    compared: 'later',
    rows: [
      { key: 'alone', label: 'on its own', measure: () => beside(null) },
      { key: 'convoy5', label: 'beside a CPU thread', measure: () => beside(0.005) },
      {
        key: 'convoy0.5',
        label: 'the same, switch interval 0.5 ms',
        measure: () => beside(0.0005),
      },
    ],
  };
}

/** @param switchInterval - null without a CPU thread */
function latency(port: number, switchInterval: number | null): number {
  const gil = new Gil();
  const begin = new Event();
  const over = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const seconds = new Float64Array(new SharedArrayBuffer(ANSWERS * Float64Array.BYTES_PER_ELEMENT));
  const args = [begin, port, seconds, over];
  const threads = [new Thread({ target: ioWork, args, gil, daemon: true })];
  if (switchInterval === null) {
    begin.set();
  } else {
    gil.switchInterval = switchInterval;
    threads.push(new Thread({ target: cpuWork, args: [begin, gil, over], gil, daemon: true }));
  }
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  return median([...seconds]);
}
