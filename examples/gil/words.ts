import { availableParallelism } from 'node:os';
import { median } from './median.js';
import { isBusy, type Look, lookText } from './quiet.js';
import { comparison, type Experiment, type Figures } from './table.js';

/** Of the median: rounds that are further apart tell too little, as with `selectors-ts bench`. */
const NOISY_SHARE = 0.2;

interface Conclusion {
  readonly about: string;
  /** Of the figures that it is drawn from. */
  readonly keys: readonly string[];
  readonly text: string;
}

/** What the figures say, as far as others have not had a hand in them. */
export function inWords(experiments: readonly Experiment[], figures: Figures, usual: Look): string {
  if (isBusy(usual)) {
    return `
The machine is busy: ${lookText(usual)}.
So nothing is concluded: how many threads run at a time, what they gain, and how long one waits for another
cannot be told from these figures. On a quiet machine they can.
`;
  }
  const lines = conclusions(experiments, figures).map(({ about, keys, text }) => {
    const apart = Math.max(...keys.map((key) => spread(figures.get(key) ?? [])));
    if (apart <= NOISY_SHARE) return `- ${text}\n`;
    return `- ${about}: not concluded, as rounds of the same are ${(apart * 100).toFixed(0)} % apart.\n`;
  });
  return `\n${lines.join('')}`;
}

function conclusions(experiments: readonly Experiment[], figures: Figures): Conclusion[] {
  const of = (key: string) => {
    const experiment = experiments.find(({ rows }) => rows.some((row) => row.key === key));
    return experiment === undefined ? '' : comparison(experiment, key, figures).replace(' ×', '');
  };
  const cores = availableParallelism();
  return [
    {
      about: 'What several threads and processes compute',
      keys: ['cpu1', 'cpu2', 'free2', 'processes2'],
      text: `Two threads under one GIL compute ${of('cpu2')} times as fast as one: only one runs at a time. Two
  free threads do ${of('free2')} times as fast, and two processes ${of('processes2')}, on ${cores} core${cores === 1 ? '' : 's'}.`,
    },
    {
      about: 'What is gained by threads that wait for I/O',
      keys: ['io1', 'io16'],
      text: `Who waits for I/O gives the GIL up: 16 threads get their answers ${of('io16')} times as fast as one.`,
    },
    {
      about: 'How long an answer waits for a thread that computes (the convoy)',
      keys: ['alone', 'convoy5', 'convoy0.5'],
      text: `Beside a thread that computes, an answer is taken ${of('convoy5')} later: its thread waits for the GIL
  for a switch interval of 5 ms (the convoy). With one of 0.5 ms it is ${of('convoy0.5')}.`,
    },
  ];
}

/** From the least to the most, as a share of the median. */
function spread(rounds: readonly number[]): number {
  return (Math.max(...rounds) - Math.min(...rounds)) / median(rounds);
}
