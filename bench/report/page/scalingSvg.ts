/** The picture of what a wait costs as a file of its own, for a README; it brings its colours along. */
import type { Results } from '../../results/index.js';
import { drawWide, WIDE } from './figure.js';
import { type Entry, legendOf, SAMPLE } from './legend.js';
import { machineLine } from './machine.js';
import { escaped } from './markup.js';
import { themes } from './palette.js';
import { FONT_SIZE, LETTER_WIDTH } from './plot.js';
import { scalingChart } from './scaling.js';

const MARGIN = 16;
const ROW_HEIGHT = 22;
const WORD_GAP = 20;
const TEXT_LEFT = SAMPLE.width + 8;
const NOTHING = 'No wait was measured';

export function renderScalingSvg(results: Results): string {
  const chart = scalingChart(results.cases);
  const title = chart?.title ?? NOTHING;
  const lines = wrapped(machineLine(results).split(' · '));
  const legendTop = MARGIN + (1 + lines.length) * ROW_HEIGHT + 6;
  const legend = drawLegend(chart ? legendOf(chart) : []);
  const chartTop = legendTop + legend.height;
  const drawings = chart ? drawWide(chart) : [];
  const height = chartTop + drawings.length * WIDE.height + MARGIN;
  const width = WIDE.width + 2 * MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="${FONT_SIZE}" role="img">
<title>${escaped(title)}</title>
<style>
${themes}svg { color: var(--ink); fill: currentColor; }
.paper { fill: var(--paper); }
.faint { fill: var(--faint); }
</style>
<rect class="paper" width="${width}" height="${height}" rx="8"/>
<text x="${MARGIN}" y="${MARGIN + FONT_SIZE}" font-size="17" font-weight="600">${escaped(title)}</text>
${lines
  .map((line, row) => {
    const y = MARGIN + FONT_SIZE + (row + 1) * ROW_HEIGHT;
    return `<text class="faint" x="${MARGIN}" y="${y}">${escaped(line)}</text>`;
  })
  .join('\n')}
<g transform="translate(${MARGIN} ${legendTop})">${legend.svg}</g>
${drawings
  .map((drawing, row) => {
    const y = chartTop + row * WIDE.height;
    return `<g transform="translate(${MARGIN} ${y})">${drawing}</g>`;
  })
  .join('\n')}
</svg>
`;
}

/** Puts parts into lines that are not too long. */
function wrapped(parts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = lines.length === 0 ? part : `${lines.at(-1)} · ${part}`;
    if (lines.length === 0 || longer.length * LETTER_WIDTH > WIDE.width) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function drawLegend(entries: readonly Entry[]): { svg: string; height: number } {
  let [x, row] = [0, 0];
  const items = entries.map(({ sample, text }) => {
    const width = TEXT_LEFT + text.length * LETTER_WIDTH;
    if (x > 0 && x + width > WIDE.width) [x, row] = [0, row + 1];
    const place = `translate(${x} ${row * ROW_HEIGHT})`;
    x += width + WORD_GAP;
    const label = `<text x="${TEXT_LEFT}" y="${SAMPLE.height - 2}">${escaped(text)}</text>`;
    return `<g transform="${place}">${sample}${label}</g>`;
  });
  return { svg: items.join('\n'), height: entries.length === 0 ? 0 : (row + 1) * ROW_HEIGHT };
}
