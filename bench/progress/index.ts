import { progressBar } from './bar.js';
import { progressLines } from './lines.js';
import type { Progress } from './progress.js';

export type { Progress };

export function startProgress(cases: number, totalSeconds: number): Progress {
  return process.stderr.isTTY ? progressBar(totalSeconds) : progressLines(cases);
}
