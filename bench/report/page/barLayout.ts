/** Where the bars of a chart go: its rows from top to bottom, and the room for names and figures. */
import type { Metric } from '../../results/index.js';
import { quantity, roundQuantity } from '../units.js';
import { LETTER_WIDTH } from './plot.js';
import type { Series } from './series.js';

export interface Bar {
  readonly series: Series;
  readonly metric: Metric;
}

export interface BarChart {
  readonly title: string;
  readonly groups: ReadonlyArray<{ readonly title: string | null; readonly bars: readonly Bar[] }>;
  /** Known beforehand: what the bars are set against. */
  readonly constants: Readonly<Record<string, number>>;
}

/** A bar with its whisker, or a constant, and the figure that is written behind it. */
export interface Item {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly figure: string;
  readonly bar: Bar | null;
}

/** Numbered by `key`: groups need not have the same contenders. */
export interface Row {
  readonly key: number;
  readonly heading: { readonly text: string; readonly isName: boolean } | null;
  readonly item: Item | null;
}

export interface BarLayout {
  readonly rows: readonly Row[];
  /** Of the names; if they are too long for that, they are headings above their bars. */
  readonly namesWidth: number;
  readonly domain: readonly [low: number, high: number];
}

/** In pixels, around a bar. */
export const GAP = 7;
/** Of the width, at most. */
const NAMES_SHARE = 0.42;

export function layOut({ groups, constants }: BarChart, width: number): BarLayout {
  const unit = groups[0]?.bars[0]?.metric.unit ?? 'ns';
  const known = Object.entries(constants).map(
    ([name, value]): Item => ({
      name,
      low: value,
      high: value,
      figure: roundQuantity(value, unit),
      bar: null,
    }),
  );
  const blocks = [
    ...groups.map(({ title, bars }) => ({ title, items: bars.map(itemOf) })),
    { title: null, items: known },
  ];
  const items = blocks.flatMap((block) => block.items);
  const needed = Math.max(...items.map(({ name }) => widthOf(name))) + GAP;
  const namesWidth = needed <= width * NAMES_SHARE ? needed : 0;
  const rows = blocks
    .flatMap((block) => [
      ...(block.title === null ? [] : [heading(block.title, false)]),
      ...block.items.flatMap((item) => [
        ...(namesWidth > 0 ? [] : [heading(item.name, true)]),
        { heading: null, item },
      ]),
    ])
    .map((row, key) => ({ key, ...row }));
  return { rows, namesWidth, domain: domainOf(items, width - namesWidth) };
}

function itemOf(bar: Bar): Item {
  const { median, low, high, unit, noisy } = bar.metric;
  return {
    name: bar.series.name,
    low: Math.min(0, median, low),
    high: Math.max(0, median, high),
    figure: `${noisy ? '~' : ''}${quantity(median, unit)}${noisy ? ' noisy' : ''}`,
    bar,
  };
}

function heading(text: string, isName: boolean): Omit<Row, 'key'> {
  return { heading: { text, isName }, item: null };
}

/** So wide that each figure has room behind its bar. */
function domainOf(items: readonly Item[], width: number): [low: number, high: number] {
  const low = Math.min(0, ...items.map((item) => item.low));
  const highs = items.map(({ high, figure }) => {
    const room = Math.max(width - GAP - widthOf(figure), 1);
    return low + ((high - low) * width) / room;
  });
  return [low, Math.max(...highs) || 1];
}

function widthOf(text: string): number {
  return text.length * LETTER_WIDTH;
}
