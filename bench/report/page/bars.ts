/** Bars for contenders, in groups one below the other, each with its interval and its figure. */

import { interval } from '../units.js';
import { type Bar, type BarChart, GAP, type Item, layOut, type Row } from './barLayout.js';
import { barsInWords } from './description.js';
import { axisY, barX, draw, FONT_SIZE, type Mark, ruleX, ruleY, textMark, tickX } from './plot.js';

const ROW_HEIGHT = 25;

export function drawBars(chart: BarChart, width: number): string {
  const { rows, namesWidth, domain } = layOut(chart, width);
  return draw(barsInWords(chart), {
    width,
    height: rows.length * ROW_HEIGHT,
    marginTop: 0,
    marginBottom: 0,
    marginLeft: namesWidth,
    marginRight: 0,
    x: { domain, axis: null },
    y: { domain: rows.map(({ key }) => key), padding: 0.24, axis: null },
    marks: [
      ...rows.flatMap(({ item }) => (item === null || item.bar !== null ? [] : [constantOf(item)])),
      ...(namesWidth > 0 ? [namesOf(rows)] : []),
      headingsOf(rows, width, namesWidth),
      ...rows.flatMap(({ key, item }) => (item === null ? [] : marksOf(key, item))),
    ],
  });
}

function namesOf(rows: readonly Row[]): Mark {
  const names = new Map(rows.flatMap(({ key, item }) => (item ? [[key, item.name] as const] : [])));
  return axisY([...names.keys()], {
    label: null,
    tickSize: 0,
    tickPadding: GAP,
    text: (key: number) => names.get(key),
    fill: 'var(--ink)',
  });
}

/** What is longer than the chart is wide ends with three dots. */
function headingsOf(rows: readonly Row[], width: number, namesWidth: number): Mark {
  return textMark(
    rows.filter(({ heading }) => heading !== null),
    {
      y: 'key',
      text: ({ heading }: Row) => heading?.text,
      fill: ({ heading }: Row) => (heading?.isName ? 'var(--ink)' : 'var(--faint)'),
      // What is behind is kept away from the letters.
      stroke: 'var(--paper)',
      strokeWidth: 4,
      lineWidth: width / FONT_SIZE / 1.2,
      textOverflow: 'ellipsis',
      frameAnchor: 'left',
      textAnchor: 'start',
      dx: -namesWidth,
      dy: 2,
    },
  );
}

function marksOf(key: number, { high, figure, bar }: Item): Mark[] {
  return [
    ...(bar === null ? [] : barOf(key, bar)),
    textMark([key], {
      x: high,
      y: key,
      text: () => figure,
      textAnchor: 'start',
      dx: GAP,
      fill: bar === null ? 'var(--faint)' : 'var(--ink)',
    }),
  ];
}

function barOf(key: number, { series, metric }: Bar): Mark[] {
  const { name, colour, isBackend } = series;
  const whisker = { y: key, stroke: 'var(--ink)', strokeWidth: 1.5 };
  return [
    barX([key], {
      x: metric.median,
      y: key,
      className: 'bar',
      fill: colour,
      fillOpacity: metric.noisy ? 0 : isBackend ? 0.6 : 0.25,
      stroke: colour,
      title: () => `${name}\n${interval(metric)}`,
    }),
    ruleY([key], { ...whisker, x1: metric.low, x2: metric.high, className: 'whisker' }),
    tickX([metric.low, metric.high], { ...whisker, inset: 5 }),
  ];
}

/** A line through the whole chart: all bars are to be held against it. */
function constantOf({ high }: Item): Mark {
  return ruleX([high], { stroke: 'var(--ink)', strokeDasharray: '2 3', className: 'constant' });
}
