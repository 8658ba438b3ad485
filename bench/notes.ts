/**
 * What readers of the figures should know.
 */
import type { Measured } from './measure.js';
import type { CaseResult, Machine } from './results/index.js';

/** Of the cores: with more to do besides, figures are the neighbours' as well. */
const BUSY_SHARE = 0.5;

export function notesOn({ cases, leftOut, failures }: Measured, machine: Machine): string[] {
  return [...busy(machine), ...noisy(cases), ...unmeasured(leftOut), ...failures.map(failed)];
}

function busy({ loadAverage, cores }: Machine): string[] {
  if (loadAverage < BUSY_SHARE * cores) return [];
  const load = loadAverage.toFixed(1);
  return [`The machine was busy when this began: a load of ${load} on ${cores} cores.`];
}

function noisy(cases: readonly CaseResult[]): string[] {
  const all = cases.flatMap(({ contenders, metric }) =>
    contenders.flatMap(({ metrics }) => metrics[metric] ?? []),
  );
  const count = all.filter((each) => each.noisy).length;
  if (count === 0) return [];
  return [
    `${count} of ${all.length} figures are noisy (marked ~): their rounds are more than a fifth apart. ` +
      'More rounds, or a quieter machine, would tell more.',
  ];
}

function unmeasured(leftOut: readonly string[]): string[] {
  return leftOut.length === 0 ? [] : [`Not measured: ${leftOut.join('; ')}.`];
}

function failed(failure: string): string {
  return `Failed: ${failure}`;
}
