import { pairedRatios, summarize } from '../statistics/index.js';

/** One line of the report: the rounds of two contenders; null where one cannot run here. */
export interface Comparison {
  name: string;
  ours: string;
  peer: string;
  oursNs: readonly number[] | null;
  peerNs: readonly number[] | null;
  /** The target: a ratio of at most this. Without one, the line is there for orientation. */
  atMost?: number;
}

const HEADER = ['case', 'ours', 'ns', 'peer', 'ns', 'ratio', '(min–max)', 'target', 'met'];
const LEFT_ALIGNED = new Set([0, 1, 3, 8]);

/** Whether a comparison meets its target; undefined when there is nothing to judge. */
export function isMet({ oursNs, peerNs, atMost }: Comparison): boolean | undefined {
  if (oursNs === null || peerNs === null || atMost === undefined) return undefined;
  return summarize(pairedRatios(oursNs, peerNs)).median <= atMost;
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
  const { name, ours, peer, oursNs, peerNs, atMost } = comparison;
  const target = atMost === undefined ? '' : `≤ ${atMost}`;
  const figures = [name, ours, formatNs(oursNs), peer, formatNs(peerNs)];
  if (oursNs === null || peerNs === null) return [...figures, '', '', target, ''];
  const ratio = summarize(pairedRatios(oursNs, peerNs));
  const spread = `(${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})`;
  const met = isMet(comparison);
  const verdict = met === undefined ? '' : met ? 'yes' : 'NO';
  return [...figures, ratio.median.toFixed(2), spread, target, verdict];
}

function formatNs(figures: readonly number[] | null): string {
  if (figures === null) return 'absent';
  const ns = summarize(figures).median;
  return ns < 100 ? ns.toFixed(1) : Math.round(ns).toLocaleString('en-US');
}

function align(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return LEFT_ALIGNED.has(column) ? cell.padEnd(width) : cell.padStart(width);
}
