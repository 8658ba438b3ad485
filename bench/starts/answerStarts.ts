/** What it takes to start a thread or a process, whoever's it is. */

import { answerFigures } from '../rounds/index.js';
import { proportionalKiB } from './memory.js';

/** One that has started, and waits to be told to end. */
export interface Started {
  /** If it is a process of its own. */
  readonly pid?: number;
  end(): unknown;
}

type Start = () => Started | Promise<Started>;

const STARTS = 4;
const NS_PER_MS = 1e6;

/** Answers with the ns from the beginning of a start to its end, or the KiB of memory for each. */
export async function answerStarts(start: Start, figure: 'time' | 'memory'): Promise<void> {
  await (figure === 'time' ? answerTimes(start) : answerMemory(start));
}

async function answerTimes(start: Start): Promise<void> {
  await answerFigures(async () => {
    let elapsedMs = 0;
    for (let i = 0; i < STARTS; i++) {
      const startedMs = performance.now();
      const started = await start();
      elapsedMs += performance.now() - startedMs;
      await started.end();
    }
    return (elapsedMs * NS_PER_MS) / STARTS;
  });
}

/** What once was used stays with the process, so the same ones stay for all rounds. */
async function answerMemory(start: Start): Promise<void> {
  const first = await start();
  const own = [process.pid, ...(first.pid === undefined ? [] : [first.pid])];
  const beforeKiB = proportionalKiB(own);
  const all: Started[] = [];
  for (let i = 0; i < STARTS; i++) all.push(await start());
  const pids = [...own, ...all.flatMap(({ pid }) => pid ?? [])];
  await answerFigures(() => (proportionalKiB(pids) - beforeKiB) / STARTS);
  for (const started of [first, ...all]) await started.end();
}
