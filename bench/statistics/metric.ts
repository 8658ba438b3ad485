import type { Metric } from '../results/index.js';
import { isNoisy, summarize } from './summary.js';

/** What is left of a figure's rounds in the results. */
export function metricOf(
  rounds: readonly number[],
  { unit, better }: Pick<Metric, 'unit' | 'better'>,
): Metric {
  const spread = summarize(rounds);
  return { unit, better, rounds: [...rounds], ...spread, noisy: isNoisy(spread) };
}
