/** Questions to a server that takes its time, asked by one thread, and by several who share them. */
import { Gil } from 'selectors-ts/threading';
import { race } from './race.js';
import type { Experiment } from './table.js';

const QUESTIONS = 64;
const QUESTIONS_QUICK = 16;

const threadWork = new URL('ioThread.js#share', import.meta.url);

export function ioExperiment(port: number, isQuick: boolean): Experiment {
  const questions = isQuick ? QUESTIONS_QUICK : QUESTIONS;
  const byThreads = (count: number) =>
    race(threadWork, count, new Gil(), [port, questions / count]);
  return {
    title: `I/O-bound: ${questions} slow answers for`,
    compared: 'speed',
    rows: [
      { key: 'io1', label: '1 thread', measure: () => byThreads(1) },
      { key: 'io4', label: '4 threads', measure: () => byThreads(4) },
      { key: 'io16', label: '16 threads', measure: () => byThreads(16) },
    ],
  };
}
