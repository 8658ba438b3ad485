/**
 * Reads the server's status page at a steady pace, whether or not the last request has been answered,
 * and tells how long the answers took. A thread of its own: in that of the clients, who keep it busy,
 * answers would lie about unread.
 */
import { Agent, get, type IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import { json } from 'node:stream/consumers';
import { setInterval } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { PageReport } from './report.js';

const INTERVAL_MS = 10;

// Taking turns, no connection is idle until the server closes it, just as it is used again.
const agent = new Agent({ keepAlive: true, scheduling: 'fifo' });
const tookMs: number[] = [];
let failed = 0;

async function read(): Promise<void> {
  const startMs = performance.now();
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(workerData, { agent }, resolve).on('error', reject);
    });
    await json(response);
    if (response.statusCode === 200) tookMs.push(performance.now() - startMs);
    else failed++;
  } catch {
    failed++;
  }
}

/** @param share - of them all, those that took no longer */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

let stopped = false;
parentPort?.once('message', () => {
  stopped = true;
});

const requests = [read()];
for await (const _ of setInterval(INTERVAL_MS)) {
  if (stopped) break;
  requests.push(read());
}
await Promise.all(requests);
agent.destroy();
tookMs.sort((a, b) => a - b);
const report: PageReport = {
  answered: tookMs.length,
  failed,
  medianMs: quantile(tookMs, 0.5),
  p99Ms: quantile(tookMs, 0.99),
};
parentPort?.postMessage(report);
