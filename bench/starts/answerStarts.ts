/** What it takes to start a thread or a process, whoever's it is. */

import { answerFigures } from '../rounds/index.js';
import { proportionalBytes } from './memory.js';

/** One that has started, and waits to be told to end. */
export interface Started {
  /** If it is a process of its own. */
  readonly pid?: number;
  end(): unknown;
}

type Start = () => Started | Promise<Started>;

const MEASURED_TOGETHER = 4;
const NS_PER_MS = 1e6;

/** Answers with the time from the beginning of a start to its end, or with the memory for each. */
export async function answerStarts(start: Start, figure: 'time' | 'memory'): Promise<void> {
  await (figure === 'time' ? answerTimes(start) : answerMemory(start));
}

async function answerTimes(start: Start): Promise<void> {
  await answerFigures(async (roundMs) => {
    let starts = 0;
    let elapsedMs = 0;
    while (elapsedMs < roundMs) {
      const startedMs = performance.now();
      const started = await start();
      elapsedMs += performance.now() - startedMs;
      starts++;
      await started.end();
    }
    return { time: (elapsedMs * NS_PER_MS) / starts };
  });
}

/** What once was used stays with the process, so the same ones stay for all rounds. */
async function answerMemory(start: Start): Promise<void> {
  const first = await start();
  const own = [process.pid, ...(first.pid === undefined ? [] : [first.pid])];
  const beforeBytes = proportionalBytes(own);
  const all: Started[] = [];
  for (let i = 0; i < MEASURED_TOGETHER; i++) all.push(await start());
  const pids = [...own, ...all.flatMap(({ pid }) => pid ?? [])];
  await answerFigures(() => ({
    memory: (proportionalBytes(pids) - beforeBytes) / MEASURED_TOGETHER,
  }));
  for (const started of [first, ...all]) await started.end();
}
