import type { ComparedFigure, ResultsComparison } from '../results/index.js';
import { alignColumns } from './columns.js';
import { formatMetric } from './figures.js';

const LEFT_ALIGNED = new Set([0, 1, 2, 6]);

/** For the terminal. `nameA` and `nameB` head the columns. */
export function formatComparison(
  { figures, onlyInA, onlyInB, machines }: ResultsComparison,
  nameA = 'a',
  nameB = 'b',
): string {
  const header = ['case', 'contender', 'metric', nameA, nameB, 'ratio', `${nameB} is`];
  const rows = figures.map((each) => [
    each.caseName,
    each.contender,
    each.metric,
    formatMetric(each.a),
    formatMetric(each.b),
    Number.isFinite(each.ratio) ? each.ratio.toFixed(2) : '–',
    verdictText(each),
  ]);
  return [
    section('The machines differ', machines),
    rows.length === 0
      ? 'Nothing was measured in both.\n'
      : alignColumns([header, ...rows], LEFT_ALIGNED),
    section(`Only in ${nameA}`, onlyInA),
    section(`Only in ${nameB}`, onlyInB),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

/** Sizes and shares are not fast or slow. */
function verdictText({ verdict, ratio, a }: ComparedFigure): string {
  if (verdict === 'no difference to be seen' || a.unit === 'ns' || a.unit === '/s') return verdict;
  return ratio < 1 ? 'less' : 'more';
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
