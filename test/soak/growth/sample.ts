/** What the process has, when nothing is under way. */
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep, setImmediate as turnOfNode } from 'node:timers/promises';
import { Request } from '../servers/control.js';
import type { Server } from '../servers/fleet.js';

export interface Sample {
  readonly descriptors: number;
  /** NaN where the system does not tell. */
  readonly threads: number;
  readonly rssBytes: number;
  /** Of all threads together, after garbage collection. */
  readonly heapBytes: number;
  readonly externalBytes: number;
}

/** One for each thread. */
const TASKS = '/proc/self/task';
const PATIENCE_MS = 1000;
const LOOK_AGAIN_MS = 5;

/**
 * @param previous - more descriptors or threads than there are wait for a while whether they go: what a thread
 *   has had goes after the thread has been joined
 */
export async function takeSample(
  servers: readonly Server[],
  previous: Sample | undefined,
): Promise<Sample> {
  const threads = servers.filter(({ isThread }) => isThread);
  await Promise.all(threads.map((server) => server.ask(Request.COLLECT_GARBAGE)));
  await collectGarbage();
  const counts = await settledCounts(previous);
  const { rss, heapUsed, external } = process.memoryUsage();
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    ...counts,
    rssBytes: rss,
    heapBytes: heapUsed + sum(threads.map(({ control }) => control.heapBytes)),
    externalBytes: external + sum(threads.map(({ control }) => control.externalBytes)),
  };
}

/** Twice: what has a finalizer goes the second time. */
async function collectGarbage(): Promise<void> {
  for (let time = 0; time < 2; time++) {
    globalThis.gc?.();
    await turnOfNode();
  }
}

async function settledCounts(previous: Sample | undefined) {
  const deadlineMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const counts = {
      descriptors: readdirSync('/dev/fd').length,
      threads: existsSync(TASKS) ? readdirSync(TASKS).length : Number.NaN,
    };
    const isSettled =
      previous !== undefined &&
      counts.descriptors <= previous.descriptors &&
      !(counts.threads > previous.threads);
    if (isSettled || performance.now() > deadlineMs) return counts;
    await sleep(LOOK_AGAIN_MS);
  }
}
