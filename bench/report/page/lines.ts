/**
 * Charts with a line for each contender: panels beside each other that share their axes, the upright
 * one logarithmic, with the interval of each median as a whisker.
 */
import type { Metric } from '../../results/index.js';
import { interval, roundQuantity } from '../units.js';
import { linesInWords } from './description.js';
import { type Domain, domainOf, spread, ticksOf } from './logarithmic.js';
import {
  axisFx,
  axisX,
  axisY,
  dot,
  draw,
  FONT_SIZE,
  gridX,
  gridY,
  LETTER_WIDTH,
  line,
  type Mark,
  ruleX,
  textMark,
} from './plot.js';
import type { Series } from './series.js';

export interface Point {
  readonly panel: string;
  readonly series: string;
  readonly x: number;
  readonly metric: Metric;
}

export interface LineChart {
  readonly title: string;
  readonly panels: readonly string[];
  readonly series: readonly Series[];
  readonly points: readonly Point[];
  readonly x: {
    readonly type: 'log' | 'linear';
    readonly label: string;
    readonly domain: Domain;
    readonly ticks: readonly number[];
    readonly format: (value: number) => string;
    /** The value with its name, as in "1,000 registered". */
    readonly name: (value: number) => string;
  };
  readonly yLabel: string;
}

const MARGINS = { marginTop: 46, marginBottom: 42, marginLeft: 56 };
const LABEL_DISTANCE = 10;
/** Flat lines are to look flat: less than this from top to bottom is not blown up. */
const LEAST_RATIO = 6;
const SIDE_STEP = 3;
const TARGET_RADIUS = 11;

/** Those panels of the chart that fit beside each other. */
export function drawLines(
  chart: LineChart,
  panels: readonly string[],
  size: { width: number; height: number },
): string {
  const domain = domainOf(
    chart.points.flatMap(({ metric }) => [lowOf(metric), metric.median, metric.high]),
    LEAST_RATIO,
  );
  const points = chart.points.filter(({ panel }) => panels.includes(panel));
  const series = chart.series.filter((each) => ofSeries(each, points).length > 0);
  const backends = series.filter(({ isBackend }) => isBackend);
  const longest = Math.max(0, ...backends.map(({ name }) => name.length));
  const yTicks = ticksOf(domain);
  const unit = points[0]?.metric.unit ?? 'ns';
  const grid = { stroke: 'var(--grid)', strokeOpacity: 1 };
  // With `tickFormat` Plot would leave out some letters of a logarithmic axis.
  const axis = { fill: 'var(--faint)', tickSize: 0, labelArrow: 'none' };
  return draw(linesInWords(chart, panels), {
    ...size,
    ...MARGINS,
    marginRight: LABEL_DISTANCE + LETTER_WIDTH * longest,
    x: { type: chart.x.type, domain: chart.x.domain },
    y: { type: 'log', domain },
    fx: { domain: panels, padding: panels.length > 1 ? 0.09 : 0 },
    marks: [
      gridY(yTicks, grid),
      gridX(chart.x.ticks, grid),
      axisFx({ label: null, anchor: 'top', fill: 'var(--ink)', fontWeight: 600 }),
      axisX(chart.x.ticks, { ...axis, label: chart.x.label, text: chart.x.format }),
      axisY(yTicks, {
        ...axis,
        label: chart.yLabel,
        text: (tick: number) => roundQuantity(tick, unit),
      }),
      // What matters most lies above the others, and what the pointer hits above all.
      ...series.toReversed().flatMap((each) => {
        return marksOf(each, ofSeries(each, points), sideOf(backends, each));
      }),
      ...labelsOf(backends, points, panels.at(-1), domain, size.height),
      ...series.map((each) => targetsOf(chart, ofSeries(each, points))),
    ],
  });
}

function ofSeries({ name }: Series, points: readonly Point[]): Point[] {
  return points.filter(({ series }) => series === name);
}

/** Nothing below zero has a place on a logarithmic axis. */
function lowOf({ low, median }: Metric): number {
  return low > 0 ? low : median;
}

const PLACE = { x: 'x', y: (point: Point) => point.metric.median, fx: 'panel' };

/**
 * In pixels: whiskers stand a little beside each other, still within their markers, where they would
 * cover each other.
 */
function sideOf(backends: readonly Series[], series: Series): number {
  const index = backends.indexOf(series);
  return index < 0 ? 0 : SIDE_STEP * (index - (backends.length - 1) / 2);
}

function marksOf(series: Series, points: readonly Point[], whiskerDx: number): Mark[] {
  const { colour, isBackend, symbol, dash } = series;
  return [
    line(points, {
      ...PLACE,
      className: 'line',
      stroke: colour,
      strokeWidth: isBackend ? 2.25 : 1.25,
      strokeDasharray: dash,
    }),
    ruleX(points, {
      ...PLACE,
      dx: whiskerDx,
      y1: ({ metric }: Point) => lowOf(metric),
      y2: ({ metric }: Point) => metric.high,
      className: 'whiskers',
      stroke: colour,
      strokeWidth: isBackend ? 1.5 : 1,
    }),
    dot(points, {
      ...PLACE,
      className: 'dots',
      symbol,
      r: isBackend ? 4 : 2.5,
      fill: ({ metric }: Point) => (metric.noisy ? 'var(--paper)' : colour),
      stroke: colour,
      strokeWidth: 1.5,
    }),
  ];
}

/** Larger than the markers; their titles are what browsers show as tooltips. */
function targetsOf({ x: { name } }: LineChart, points: readonly Point[]): Mark {
  return dot(points, {
    ...PLACE,
    className: 'targets',
    r: TARGET_RADIUS,
    fill: 'transparent',
    title: ({ series, panel, x, metric }: Point) =>
      `${series}, ${panel}, ${name(x)}\n${interval(metric)}`,
  });
}

/** The backends' names at the ends of their lines, apart where the lines meet. */
function labelsOf(
  backends: readonly Series[],
  points: readonly Point[],
  panel: string | undefined,
  domain: Domain,
  height: number,
): Mark[] {
  const ends = backends.flatMap((series) => {
    const own = ofSeries(series, points).filter((point) => point.panel === panel);
    const last = own.toSorted((a, b) => a.x - b.x).at(-1);
    return last ? [{ series, last }] : [];
  });
  const gap = (1.15 * FONT_SIZE) / (height - MARGINS.marginTop - MARGINS.marginBottom);
  const places = spread(
    ends.map(({ last }) => last.metric.median),
    domain,
    gap,
  );
  return ends.map(({ series, last }, index) =>
    textMark([last], {
      ...PLACE,
      y: () => places[index],
      text: () => series.name,
      className: 'label',
      textAnchor: 'start',
      dx: LABEL_DISTANCE,
      fill: series.colour,
      fontWeight: 600,
    }),
  );
}
