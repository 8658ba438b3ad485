/**
 * One table for each operation, or number of ready descriptors: a row for each number of registered
 * ones, a column for each backend.
 */
import { counted } from '../counted.js';
import type { CaseResult, ContenderResult } from '../results/index.js';
import { best } from './best.js';
import { alignColumns } from './columns.js';
import { formatMetric } from './figures.js';

export function formatBackends(cases: readonly CaseResult[]): string {
  // In the order of the largest number: at small ones a share may be left out, as the same as another.
  const titles = [...new Set(cases.map(titleOf).reverse())].reverse();
  return titles
    .map((title) =>
      tableOf(
        title,
        cases.filter((each) => titleOf(each) === title),
      ),
    )
    .join('\n');
}

function titleOf({ suite, parameters: { activity, operation } }: CaseResult): string {
  if (suite === 'wait') return `select(), ${activity} ready`;
  return suite === 'wakeup' ? 'woken up, there and back' : `${operation}`;
}

function tableOf(title: string, cases: readonly CaseResult[]): string {
  const backends = [...new Set(cases.flatMap((each) => backendsOf(each).map(({ name }) => name)))];
  const rows = cases.map((each) => {
    const winner = best(each);
    const cells = backends.map((backend) => {
      const { metrics } = backendsOf(each).find(({ name }) => name === backend) ?? {};
      const metric = metrics?.[each.metric];
      return metric === undefined
        ? '–'
        : `${formatMetric(metric)}${winner === backend ? ' *' : '  '}`;
    });
    return [rowNameOf(each), ...cells];
  });
  return alignColumns([[title, ...backends.map((each) => `${each}  `)], ...rows], new Set([0]));
}

function rowNameOf({ suite, parameters: { registered, operation } }: CaseResult): string {
  if (suite === 'wakeup') return `  ${operation}`;
  return `  ${counted(registered ?? 0)} registered`;
}

function backendsOf({ contenders }: CaseResult): ContenderResult[] {
  return contenders.filter(({ kind }) => kind === 'backend');
}
