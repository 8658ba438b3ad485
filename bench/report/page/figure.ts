/**
 * A figure of the page: one or more charts, each drawn twice, for wide screens and for phones, so that
 * their letters are as large on both. The style sheet shows the one that fits.
 */
import type { BarChart } from './barLayout.js';
import { drawBars } from './bars.js';
import { legendOf } from './legend.js';
import { drawLines, type LineChart } from './lines.js';
import { escaped } from './markup.js';

/** In pixels. */
export const WIDE = { width: 860, height: 360 };
const NARROW = { width: 340, height: 290 };
const COLUMN_GAP = 32;
/** In letters: three charts with names no longer than this fit beside each other. */
const NARROW_NAME = 8;
/** Beside each other, when there is room. */
const MOST_PANELS = 3;

export function linesFigure(id: string, chart: LineChart): string {
  const narrow = chart.panels.map((panel) => drawLines(chart, [panel], NARROW));
  return `<figure id="${id}">
<figcaption>${escaped(chart.title)}</figcaption>
${legend(chart)}
<div class="wide">${drawWide(chart).join('\n')}</div>
<div class="narrow">${narrow.join('\n')}</div>
</figure>`;
}

/** One drawing, or several with about as many panels each. */
export function drawWide(chart: LineChart): string[] {
  const rows = Math.ceil(chart.panels.length / MOST_PANELS);
  const perRow = Math.ceil(chart.panels.length / rows);
  return Array.from({ length: rows }, (_, row) =>
    drawLines(chart, chart.panels.slice(row * perRow, (row + 1) * perRow), WIDE),
  );
}

/** Charts beside each other, or one below the other. */
export function barsFigure(id: string, charts: readonly BarChart[]): string {
  const columns = charts.length === 3 && charts.every(isNarrow) ? 3 : 2;
  const width = (WIDE.width - (columns - 1) * COLUMN_GAP) / columns;
  const panels = charts.map(
    (chart) => `<figure>
<figcaption>${escaped(chart.title)} <small>${betterOf(chart)} is better</small></figcaption>
<div class="wide">${drawBars(chart, width)}</div>
<div class="narrow">${drawBars(chart, NARROW.width)}</div>
</figure>`,
  );
  return `<div class="columns-${columns}" id="${id}">\n${panels.join('\n')}\n</div>`;
}

function isNarrow({ groups }: BarChart): boolean {
  const names = groups.flatMap(({ bars }) => bars.map(({ series }) => series.name));
  return names.every(({ length }) => length <= NARROW_NAME);
}

function betterOf({ groups }: BarChart): string {
  return groups[0]?.bars[0]?.metric.better ?? 'lower';
}

function legend(chart: LineChart): string {
  const items = legendOf(chart).map(({ sample, text }) => `<li>${sample}${escaped(text)}</li>`);
  return `<ul class="legend">\n${items.join('\n')}\n</ul>`;
}
