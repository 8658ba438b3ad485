import { pairedRatios, summarize } from '../statistics/index.js';

export type Unit = 'ns' | '/s' | '%' | 'KiB';

/** What the ratio of a contender's figure to its peer's is to be. */
export interface Target {
  atLeast?: number;
  atMost?: number;
}

/** One line of the report: the rounds of two contenders; null where one cannot run here. */
export interface Comparison extends Target {
  name: string;
  unit: Unit;
  ours: string;
  peer: string;
  oursFigures: readonly number[] | null;
  peerFigures: readonly number[] | null;
}

const HEADER = ['case', 'ours', '', 'peer', '', 'ratio', '(min–max)', 'target', 'met'];
const LEFT_ALIGNED = new Set([0, 1, 3, 8]);

/** Whether a comparison meets its target; undefined when there is nothing to judge. */
export function isMet(comparison: Comparison): boolean | undefined {
  const { oursFigures, peerFigures, atLeast, atMost } = comparison;
  if (oursFigures === null || peerFigures === null) return undefined;
  if (atLeast === undefined && atMost === undefined) return undefined;
  const { median } = summarize(pairedRatios(oursFigures, peerFigures));
  return median >= (atLeast ?? 0) && median <= (atMost ?? Number.POSITIVE_INFINITY);
}

export function formatTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(cells);
  const widths = HEADER.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [HEADER, widths.map((width) => '─'.repeat(width)), ...rows]
    .map((row) => row.map((cell, column) => align(cell, column, widths)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function cells(comparison: Comparison): string[] {
  const { name, unit, ours, peer, oursFigures, peerFigures } = comparison;
  const target = targetText(comparison);
  const figures = [name, ours, figureText(oursFigures, unit), peer, figureText(peerFigures, unit)];
  if (oursFigures === null || peerFigures === null) return [...figures, '', '', target, ''];
  const ratio = summarize(pairedRatios(oursFigures, peerFigures));
  const spread = `(${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})`;
  const met = isMet(comparison);
  const verdict = met === undefined ? '' : met ? 'yes' : 'NO';
  return [...figures, ratio.median.toFixed(2), spread, target, verdict];
}

function targetText({ atLeast, atMost }: Target): string {
  if (atLeast === undefined) return atMost === undefined ? '' : `≤ ${atMost}`;
  return atMost === undefined ? `≥ ${atLeast}` : `${atLeast}–${atMost}`;
}

function figureText(figures: readonly number[] | null, unit: Unit): string {
  if (figures === null) return 'absent';
  const { median } = summarize(figures);
  const digits = median < 100 ? median.toFixed(1) : Math.round(median).toLocaleString('en-US');
  return `${digits} ${unit}`;
}

function align(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return LEFT_ALIGNED.has(column) ? cell.padEnd(width) : cell.padStart(width);
}
