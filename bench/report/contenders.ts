/**
 * What is not about backends: a row for each contender.
 */
import type { CaseResult } from '../results/index.js';
import { alignColumns } from './columns.js';
import { formatFigure, formatMetric } from './figures.js';

export function formatContenders(cases: readonly CaseResult[]): string {
  return cases.map(tableOf).join('\n');
}

function tableOf({ name, metric: metricName, contenders }: CaseResult): string {
  const rows = contenders.map(({ name, absent, metrics }) => {
    const metric = metrics[metricName];
    if (metric === undefined) return [`  ${name}`, 'absent', absent ?? ''];
    const { low, high, unit } = metric;
    const spread = `${formatFigure(low, unit)} – ${formatFigure(high, unit)}`;
    return [`  ${name}`, formatMetric(metric), spread];
  });
  return alignColumns([[name, '', ''], ...rows], new Set([0, 2]));
}
