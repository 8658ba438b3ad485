/** What is told beside a chart of lines: a short piece of each line, and what a hollow marker means. */
import type { LineChart } from './lines.js';
import { dot, draw, line, type Mark } from './plot.js';
import type { Series } from './series.js';

/** In pixels. */
export const SAMPLE = { width: 36, height: 14 };

export interface Entry {
  readonly sample: string;
  readonly text: string;
}

export function legendOf({ series, points }: LineChart): Entry[] {
  const entries = series
    .filter(({ name }) => points.some((point) => point.series === name))
    .map((each) => ({ sample: sampleOf(each), text: each.name }));
  if (!points.some(({ metric }) => metric.noisy)) return entries;
  return [...entries, { sample: hollow(), text: '~ noisy' }];
}

function sampleOf({ colour, dash, symbol, isBackend }: Series): string {
  return drawSample([
    line([0, 2], {
      x: (end: number) => end,
      y: 1,
      stroke: colour,
      strokeWidth: isBackend ? 2.25 : 1.25,
      strokeDasharray: dash,
    }),
    dot([1], { x: 1, y: 1, r: isBackend ? 4 : 2.5, symbol, fill: colour }),
  ]);
}

function hollow(): string {
  const colours = { fill: 'var(--paper)', stroke: 'var(--faint)' };
  return drawSample([dot([1], { x: 1, y: 1, r: 4, strokeWidth: 1.5, ...colours })]);
}

function drawSample(marks: readonly Mark[]): string {
  const domain = [0, 2];
  return draw(null, {
    ...SAMPLE,
    margin: 0,
    axis: null,
    x: { domain },
    y: { domain },
    marks,
  });
}
