import { median } from './median.js';

/** Some lines of the table that belong together, the first the one to compare with. */
export interface Experiment {
  readonly title: string;
  /** What is told beside the time: how many times as fast as the first, or how much later. */
  readonly compared: 'speed' | 'later';
  readonly rows: readonly Row[];
}

export interface Row {
  /** The same as in CPython's figures. */
  readonly key: string;
  readonly label: string;
  /** Does it, and returns how many seconds it has taken. */
  measure(): number;
}

/** Seconds of each round, by key. */
export type Figures = ReadonlyMap<string, readonly number[]>;

/** What a column of figures is called, and its figures. */
export type Column = readonly [title: string, figures: Figures];

const CELL = 10;

/** In seconds: NaN if there is none. */
function secondsOf(key: string | undefined, figures: Figures): number {
  return median(figures.get(key ?? '') ?? []);
}

/** How many times as fast as the first of its experiment, or how much later. */
export function comparison({ compared, rows }: Experiment, key: string, figures: Figures): string {
  const first = secondsOf(rows[0]?.key, figures);
  const seconds = secondsOf(key, figures);
  return compared === 'speed' ? `${(first / seconds).toFixed(2)} ×` : timeText(seconds - first);
}

export function tableText(experiments: readonly Experiment[], columns: readonly Column[]): string {
  const labels = experiments.flatMap(({ title, rows }) => [title, ...rows.map(indented)]);
  const width = Math.max(...labels.map(({ length }) => length));
  const titles = columns.map(([title]) => title.padStart(2 * CELL)).join('');
  const blocks = experiments.map((experiment) => [
    experiment.title.padEnd(width) + columns.map(() => headerOf(experiment)).join(''),
    ...experiment.rows.map(
      (row) =>
        indented(row).padEnd(width) +
        columns.map(([, figures]) => cellsOf(experiment, row, figures)).join(''),
    ),
  ]);
  return [''.padEnd(width) + titles, ...blocks.flat()]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function indented({ label }: Row): string {
  return `  ${label}`;
}

function headerOf({ compared }: Experiment): string {
  return 'time'.padStart(CELL) + compared.padStart(CELL);
}

function cellsOf(experiment: Experiment, { key }: Row, figures: Figures): string {
  if (!figures.has(key)) return '–'.padStart(CELL) + '–'.padStart(CELL);
  return (
    timeText(secondsOf(key, figures)).padStart(CELL) +
    comparison(experiment, key, figures).padStart(CELL)
  );
}

export function timeText(seconds: number): string {
  const ms = seconds * 1000;
  return `${ms.toFixed(Math.abs(ms) >= 100 ? 0 : 1)} ms`;
}
