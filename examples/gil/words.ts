import { availableParallelism } from 'node:os';
import { comparison, type Experiment, type Figures } from './table.js';

/** What the figures say. */
export function inWords(experiments: readonly Experiment[], figures: Figures): string {
  const of = (key: string) => {
    const experiment = experiments.find(({ rows }) => rows.some((row) => row.key === key));
    return experiment === undefined ? '' : comparison(experiment, key, figures).replace(' ×', '');
  };
  const cores = availableParallelism();
  return `
- Two threads under one GIL compute ${of('cpu2')} times as fast as one: only one runs at a time. Two
  free threads do ${of('free2')} times as fast, and two processes ${of('processes2')}, on ${cores} core${cores === 1 ? '' : 's'}.
- Who waits for I/O gives the GIL up: 16 threads get their answers ${of('io16')} times as fast as one.
- Beside a thread that computes, an answer is taken ${of('convoy5')} later: its thread waits for the GIL
  for a switch interval of 5 ms (the convoy). With one of 0.5 ms it is ${of('convoy0.5')}.
`;
}
