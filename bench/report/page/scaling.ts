/** The classic picture: what a wait costs against the number of descriptors registered. */
import { counted } from '../../counted.js';
import type { CaseResult } from '../../results/index.js';
import { shortCount } from '../units.js';
import type { LineChart, Point } from './lines.js';
import { apart, domainOf } from './logarithmic.js';
import { seriesOf } from './series.js';

/** Null if no wait was measured. */
export function scalingChart(cases: readonly CaseResult[]): LineChart | null {
  const waits = cases.filter(
    ({ suite, parameters }) => suite === 'wait' && parameters.registered !== undefined,
  );
  const points = waits.flatMap(pointsOf);
  if (points.length === 0) return null;
  const registered = points.map(({ x }) => x);
  const domain = domainOf(registered, 10);
  return {
    title: 'Time of a wait by the number of descriptors registered',
    panels: panelsOf(waits).filter((name) => points.some(({ panel }) => panel === name)),
    series: seriesOf(waits),
    points,
    x: {
      type: 'log',
      label: 'descriptors registered',
      domain,
      ticks: apart(registered, domain),
      format: shortCount,
      name: (value) => `${counted(value)} registered`,
    },
    yLabel: 'time of a wait',
  };
}

function pointsOf({ parameters, metric: name, contenders }: CaseResult): Point[] {
  return contenders.flatMap(({ name: series, metrics }) => {
    const metric = metrics[name];
    if (parameters.registered === undefined || metric === undefined || metric.median <= 0)
      return [];
    return [{ panel: panelOf(parameters), series, x: parameters.registered, metric }];
  });
}

function panelOf({ activity, ready }: CaseResult['parameters']): string {
  if (activity === undefined) return `${counted(ready ?? 0)} ready`;
  if (/^\d+$/.test(activity)) return `${counted(Number(activity))} ready`;
  return `${activity.replace('%', '\u00a0%')} ready`;
}

/** From few to all. */
function panelsOf(cases: readonly CaseResult[]): string[] {
  const kindOf = ({ activity = '' }: CaseResult['parameters']) =>
    activity === 'all' ? 2 : activity.endsWith('%') ? 1 : 0;
  const sizeOf = ({ activity, ready = 0 }: CaseResult['parameters']) =>
    Number.parseFloat(activity ?? '') || ready;
  const ascending = cases
    .map(({ parameters }) => parameters)
    .toSorted((a, b) => kindOf(a) - kindOf(b) || sizeOf(a) - sizeOf(b));
  return [...new Set(ascending.map(panelOf))];
}
