/**
 * By how much the winner of a stretch wins.
 */
import { advantage, byMedian, median } from '../statistics/index.js';
import type { Series } from './series.js';
import { placeText, type Stretch } from './stretches.js';
import { listed, margin, ROUGHLY } from './wording.js';

/** Small, middle and large numbers: each is told a figure of its own. */
const SIZES = [100, 1000, Number.POSITIVE_INFINITY];

/** Leads that differ by less are told as one. */
const ALIKE = 1.05;

interface Lead {
  readonly n: number | null;
  readonly rival: string;
  readonly ratio: number;
  readonly noisy: boolean;
}

/** @param range - what has been said already of where that is */
export function leadText(
  series: Series,
  stretch: Stretch<unknown>,
  winner: string,
  range: string,
): string {
  const leads = leadsOf(series, stretch, winner);
  const [first] = leads;
  if (first === undefined) return '';
  const ratios = leads.map(({ ratio }) => ratio);
  const alike = Math.max(...ratios) / Math.min(...ratios) < ALIKE;
  if (leads.length > 1 && alike && leads.every(({ rival }) => rival === first.rival)) {
    const isNoisy = leads.some(({ noisy }) => noisy);
    return margin(median(ratios), series, first.rival, isNoisy ? ROUGHLY : 'about ');
  }
  const texts = leads.map(({ n, rival, ratio, noisy }, index) => {
    const known = rival === leads[index - 1]?.rival;
    const lead = margin(ratio, series, known ? undefined : rival, noisy ? ROUGHLY : '');
    return `${lead}${placeText(n, range)}`;
  });
  return listed(texts);
}

/** Over the next best; for each size that at which it is largest. */
function leadsOf({ better }: Series, { points }: Stretch<unknown>, winner: string): Lead[] {
  const leads = points.flatMap(({ n, entries }): Lead[] => {
    const own = entries.find(({ name }) => name === winner);
    const [rival] = byMedian(
      entries.filter((each) => each !== own),
      better,
    );
    if (own === undefined || rival === undefined) return [];
    const ratio = advantage(own, rival, better);
    const noisy = own.noisy || rival.noisy;
    return ratio === undefined ? [] : [{ n, rival: rival.name, ratio, noisy }];
  });
  const sizes = [...new Set(leads.map(({ n }) => sizeOf(n)))];
  return sizes.map((size) =>
    leads
      .filter(({ n }) => sizeOf(n) === size)
      .reduce((largest, each) => (each.ratio > largest.ratio ? each : largest)),
  );
}

function sizeOf(n: number | null): number {
  return SIZES.findIndex((size) => (n ?? 0) <= size);
}
