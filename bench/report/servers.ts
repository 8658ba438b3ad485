/**
 * Servers under load: a row for each backend, below the number of connections.
 */
import type { CaseResult } from '../results/index.js';
import { best } from './best.js';
import { alignColumns } from './columns.js';
import { formatMetric } from './figures.js';

const COLUMNS: Readonly<Record<string, string>> = {
  cpu: 'CPU a message  ',
  rate: 'messages',
  p50: 'p50',
  p99: 'p99',
  'p99.9': 'p99.9',
};

export function formatServers(cases: readonly CaseResult[]): string {
  return cases.map(tableOf).join('\n');
}

function tableOf(measured: CaseResult): string {
  const winner = best(measured);
  const rows = measured.contenders.map(({ name, absent, metrics }) => {
    if (absent !== undefined) return [`  ${name}`, 'absent  '];
    const cells = Object.keys(COLUMNS).map((column) => {
      const metric = metrics[column];
      const text = metric === undefined ? '–' : formatMetric(metric);
      return column === measured.metric ? `${text}${winner === name ? ' *' : '  '}` : text;
    });
    return [`  ${name}`, ...cells];
  });
  return alignColumns([[measured.name, ...Object.values(COLUMNS)], ...rows], new Set([0]));
}
