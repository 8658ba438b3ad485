/**
 * Distributions of latencies: each percentile against its height. The axis has as much room from 90 to
 * 99 % as from 99 to 99.9 %, as what matters lies there.
 */
import { counted } from '../../counted.js';
import type { CaseResult, Suite } from '../../results/index.js';
import type { LineChart, Point } from './lines.js';
import { seriesOf } from './series.js';

const NAME = /^p(\d+(?:\.\d+)?)$/;
const TICKS = [50, 90, 99, 99.9];

const ninesOf = (percentile: number) => -Math.log10(1 - percentile / 100);
const percentileAt = (nines: number) => Number((100 * (1 - 10 ** -nines)).toFixed(3));

/** Null if no latencies were measured. */
export function percentileChart(
  title: string,
  cases: readonly CaseResult[],
  suite: Suite,
): LineChart | null {
  const own = cases.filter((each) => each.suite === suite);
  const points = own.flatMap(pointsOf);
  if (points.length === 0) return null;
  const highest = Math.max(...points.map(({ x }) => x));
  return {
    title,
    panels: [...new Set(points.map(({ panel }) => panel))],
    series: seriesOf(own),
    points,
    x: {
      type: 'linear',
      label: 'percentile',
      domain: [-0.08, highest + 0.08],
      ticks: TICKS.map(ninesOf).filter((tick) => tick <= highest + 0.01),
      format: (nines) => String(percentileAt(nines)),
      name: (nines) => `${percentileAt(nines)}\u00a0%`,
    },
    yLabel: 'latency',
  };
}

function pointsOf({ name, parameters, contenders }: CaseResult): Point[] {
  const { operation, connections } = parameters;
  const panel =
    connections === undefined ? (operation ?? name) : `${counted(connections)} connections`;
  return contenders.flatMap((contender) =>
    Object.entries(contender.metrics).flatMap(([key, metric]) => {
      const x = ninesOf(Number(NAME.exec(key)?.[1]));
      if (!Number.isFinite(x) || metric.median <= 0) return [];
      return [{ panel, series: contender.name, x, metric }];
    }),
  );
}
