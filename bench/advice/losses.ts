/**
 * Where a backend loses, to whom, and by how much.
 */
import { advantage, type Better, beats, byMedian } from '../statistics/index.js';
import type { Series, SeriesPoint } from './series.js';
import { changeBetween, placeText, rangeText, type Stretch, stretchesOf } from './stretches.js';
import { deficit, ROUGHLY } from './wording.js';

export interface Loss {
  /** To whom. */
  readonly victor: string;
  /** How many times as good that is, at most. */
  readonly ratio: number;
  /** At what, at which loads, and by how much at most. */
  readonly text: string;
}

interface Worst {
  readonly ratio: number;
  readonly text: string;
}

/** One for each stretch of loads. */
export function lossesOf(backend: string, series: Series): Loss[] {
  const { better, place } = series;
  const stretches = stretchesOf(
    series,
    (point) => victorAt(backend, point, better),
    (victor) => victor ?? '',
  );
  return stretches.flatMap((stretch, index) => {
    const victor = stretch.truth;
    if (victor === null) return [];
    const previous = stretches[index - 1];
    const next = stretches[index + 1];
    const begins = previous && changeBetween(series, [previous, backend], [stretch, victor]);
    const ends = next && changeBetween(series, [stretch, victor], [next, backend]);
    // What is true of all that was measured does not need to be told where.
    const everywhere = stretches.length === 1;
    const range = everywhere
      ? ''
      : rangeText(stretch, ` ${series.loads}`, begins?.at ?? null, ends?.at ?? null);
    const { ratio, text: worst } = worstOf(backend, victor, stretch, series, range);
    const text = [place, range, worst].filter((each) => each !== '').join(' ');
    return [{ victor, ratio, text }];
  });
}

/** How many times as good the victor is; undefined if it does not beat it there. */
export function lossAt(
  backend: string,
  victor: string,
  { entries }: SeriesPoint,
  better: Better,
): number | undefined {
  const own = entries.find(({ name }) => name === backend);
  const other = entries.find(({ name }) => name === victor);
  if (own === undefined || other === undefined || !beats(other, own, better)) return undefined;
  return advantage(other, own, better);
}

/** The best of those who beat it there. */
function victorAt(backend: string, { entries }: SeriesPoint, better: Better): string | null {
  const own = entries.find(({ name }) => name === backend);
  if (own === undefined) return null;
  const victors = entries.filter((other) => beats(other, own, better));
  return byMedian(victors, better)[0]?.name ?? null;
}

function worstOf(
  backend: string,
  victor: string,
  { points }: Stretch<unknown>,
  series: Series,
  range: string,
): Worst {
  const worst = points
    .map((point) => ({ point, ratio: lossAt(backend, victor, point, series.better) }))
    .toSorted((a, b) => (b.ratio ?? 0) - (a.ratio ?? 0))[0];
  if (worst?.ratio === undefined) return { ratio: 1, text: '' };
  const { ratio, point } = worst;
  const isNoisy = point.entries.some(
    ({ name, noisy }) => noisy && (name === backend || name === victor),
  );
  const amount = deficit(ratio, series, isNoisy ? ROUGHLY : '');
  return { ratio, text: `(${amount}${placeText(point.n, range)})` };
}
