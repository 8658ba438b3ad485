/** Charts in words, for those who do not see them. */

import { quantity } from '../units.js';
import type { BarChart } from './barLayout.js';
import type { LineChart } from './lines.js';

/** Where each line begins and where it ends. */
export function linesInWords({ title, points, x }: LineChart, panels: readonly string[]): string {
  const sentences = panels.map((panel) => {
    const here = points.filter((point) => point.panel === panel);
    const lines = [...new Set(here.map(({ series }) => series))].map((name) => {
      const own = here.filter(({ series }) => series === name).toSorted((a, b) => a.x - b.x);
      const ends = own.length === 1 ? own : [own[0]!, own.at(-1)!];
      return `${name} ${ends
        .map((point) => `${quantity(point.metric.median, point.metric.unit)} at ${x.name(point.x)}`)
        .join(', ')}`;
    });
    return `${panel}: ${lines.join('; ')}.`;
  });
  return [`${title}.`, ...sentences].join(' ');
}

export function barsInWords({ title, groups }: BarChart): string {
  const sentences = groups.map((group) => {
    const bars = group.bars.map(
      ({ series, metric }) => `${series.name} ${quantity(metric.median, metric.unit)}`,
    );
    return `${group.title === null ? '' : `${group.title}: `}${bars.join('; ')}.`;
  });
  return [`${title}.`, ...sentences].join(' ');
}
