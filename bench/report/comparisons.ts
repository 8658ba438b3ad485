/**
 * Ratios to C, to Python, to Node itself, with what they are to be where there is a target.
 */
import type { CaseResult, Comparison, ContenderResult, Metric } from '../results/index.js';
import { pairedRatios, summarize } from '../statistics/index.js';
import { alignColumns } from './columns.js';
import { formatFigure } from './figures.js';

const HEADER = ['compared', 'ours', '', 'peer', '', 'ratio', '(low–high)', 'target', 'met'];
const LEFT_ALIGNED = new Set([0, 1, 3, 8]);

export function formatComparisons(cases: readonly CaseResult[]): string {
  const rows = cases.flatMap((measured) =>
    measured.comparisons.map((comparison) => rowOf(comparison, measured)),
  );
  return rows.length === 0 ? '' : alignColumns([HEADER, ...rows], LEFT_ALIGNED);
}

/** Whether a ratio meets its target; undefined when there is none. */
export function isMet(ratio: number, { atLeast, atMost }: Comparison): boolean | undefined {
  if (atLeast === undefined && atMost === undefined) return undefined;
  return ratio >= (atLeast ?? 0) && ratio <= (atMost ?? Number.POSITIVE_INFINITY);
}

function rowOf(comparison: Comparison, measured: CaseResult): string[] {
  const ours = roundsOf(comparison.ours, measured);
  const peer = roundsOf(comparison.peer, measured, ours?.length);
  const unit = unitOf(measured);
  const figure = (rounds: readonly number[] | undefined) =>
    rounds === undefined ? 'absent' : formatFigure(summarize(rounds).median, unit);
  const names = [measured.name, comparison.ours, figure(ours), comparison.peer, figure(peer)];
  const target = targetText(comparison);
  if (ours === undefined || peer === undefined) return [...names, '', '', target, ''];
  const { median, low, high } = summarize(pairedRatios(ours, peer));
  const met = isMet(median, comparison);
  const verdict = met === undefined ? '' : met ? 'yes' : 'NO';
  return [...names, median.toFixed(2), `(${low.toFixed(2)}–${high.toFixed(2)})`, target, verdict];
}

/** A constant is as good in every round. */
function roundsOf(
  name: string,
  { contenders, constants, metric }: CaseResult,
  count = 1,
): readonly number[] | undefined {
  const constant = constants?.[name];
  if (constant !== undefined) return new Array<number>(count).fill(constant);
  return contenders.find((each) => each.name === name)?.metrics[metric]?.rounds;
}

function unitOf({ contenders, metric }: CaseResult): Metric['unit'] {
  const measured = (each: ContenderResult) => each.metrics[metric];
  return contenders.map(measured).find((each) => each !== undefined)?.unit ?? 'ns';
}

function targetText({ atLeast, atMost }: Comparison): string {
  if (atLeast === undefined) return atMost === undefined ? '' : `≤ ${atMost}`;
  return atMost === undefined ? `≥ ${atLeast}` : `${atLeast}–${atMost}`;
}
