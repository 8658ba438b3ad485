import { SingleBar } from 'cli-progress';
import type { Progress } from './progress.js';

const FORMAT = '{bar} {percentage} % · {eta_formatted} left · {name}';
const BAR_COLUMNS = 30;

/** On a terminal. */
export function progressBar(totalSeconds: number): Progress {
  const bar = new SingleBar({
    stream: process.stderr,
    format: FORMAT,
    barsize: BAR_COLUMNS,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
    linewrap: false,
    // Ctrl-C has a meaning of its own here.
    gracefulExit: false,
  });
  bar.start(totalSeconds, 0, { name: '' });
  return {
    begin: (name) => bar.update({ name }),
    advance: (seconds) => bar.increment(seconds),
    [Symbol.dispose]: () => bar.stop(),
  };
}
