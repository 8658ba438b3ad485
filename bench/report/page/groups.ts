/** Bars out of cases: those of one metric, a group for each size measured. */
import { counted } from '../../counted.js';
import type { CaseResult } from '../../results/index.js';
import type { BarChart } from './barLayout.js';
import { seriesOf } from './series.js';

/** Null if the metric was not measured in these cases. */
export function barChart(
  title: string,
  cases: readonly CaseResult[],
  metric: string,
): BarChart | null {
  const series = seriesOf(cases);
  const groups = cases
    .map(({ parameters, contenders }) => ({
      title: sizeOf(parameters),
      bars: contenders.flatMap(({ name, metrics }) => {
        const own = series.find((each) => each.name === name);
        const figures = metrics[metric];
        return own && figures ? [{ series: own, metric: figures }] : [];
      }),
    }))
    .filter(({ bars }) => bars.length > 0);
  if (groups.length === 0) return null;
  return { title, groups, constants: cases[0]?.constants ?? {} };
}

function sizeOf({ registered, connections }: CaseResult['parameters']): string | null {
  if (registered !== undefined) return `${counted(registered)} registered`;
  return connections === undefined ? null : `${counted(connections)} connections`;
}
