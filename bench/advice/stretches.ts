/**
 * Parts of a series, from one load to the next, in which the same is true.
 */
import { counted } from '../counted.js';
import { type Crossover, type Curve, crossovers } from '../statistics/index.js';
import type { Series, SeriesPoint } from './series.js';
import { about, rounded, unitOf } from './wording.js';

export interface Stretch<T> {
  readonly truth: T;
  readonly points: readonly SeriesPoint[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** @param keyOf - equal for what is the same truth */
export function stretchesOf<T>(
  { points }: Series,
  truthOf: (point: SeriesPoint) => T,
  keyOf: (truth: T) => string,
): Stretch<T>[] {
  const runs: { truth: T; points: SeriesPoint[] }[] = [];
  for (const point of points) {
    const truth = truthOf(point);
    const run = runs.at(-1);
    if (run !== undefined && keyOf(run.truth) === keyOf(truth)) run.points.push(point);
    else runs.push({ truth, points: [point] });
  }
  return runs.map((run, index) => ({
    ...run,
    isFirst: index === 0,
    isLast: index === runs.length - 1,
  }));
}

export function firstOf({ points }: Stretch<unknown>): number | null {
  return points[0]?.n ?? null;
}

export function lastOf({ points }: Stretch<unknown>): number | null {
  return points.at(-1)?.n ?? null;
}

/** Where one backend becomes better than the other between the end of a stretch and the start of a later one. */
export function changeBetween(
  series: Series,
  [before, below]: readonly [Stretch<unknown>, string],
  [after, above]: readonly [Stretch<unknown>, string],
): Crossover | undefined {
  const from = lastOf(before);
  const to = firstOf(after);
  return crossovers(curveOf(below, series), curveOf(above, series), series.better).find(
    (each) => each.below === below && each.between[0] === from && each.between[1] === to,
  );
}

function curveOf(backend: string, { points }: Series): Curve {
  return {
    name: backend,
    points: points.flatMap(({ n, entries }) => {
      const entry = entries.find(({ name }) => name === backend);
      return n === null || entry === undefined ? [] : [{ ...entry, n }];
    }),
  };
}

/** At which of its loads a figure was taken, unless the text of the range has said so. */
export function placeText(n: number | null, range: string): string {
  if (n === null || `${range} `.startsWith(`at ${counted(n)} `)) return '';
  return ` at ${counted(n)}`;
}

/**
 * Says at which loads it is, "up to 100 descriptors"; nothing where there are none.
 *
 * @param begins - where the crossover is that it begins at, if it does with one
 * @param ends - and that it ends at
 */
export function rangeText(
  stretch: Stretch<unknown>,
  what: string,
  begins: number | null,
  ends: number | null,
): string {
  const first = firstOf(stretch);
  const last = lastOf(stretch);
  if (first === null || last === null) return '';
  const one = first === last;
  const { isFirst, isLast } = stretch;
  const ofOne = `at ${counted(first)}${unitOf(first, what)}`;
  if (isFirst && isLast) {
    if (one) return ofOne;
    return `at every number of${what} measured (${counted(first)} to ${counted(last)})`;
  }
  if (isFirst && ends !== null) return `below ${about(ends)}${unitOf(rounded(ends), what)}`;
  if (isLast && begins !== null) return `above ${about(begins)}${unitOf(rounded(begins), what)}`;
  if (one && begins === null && ends === null) return ofOne;
  if (isFirst) return `up to ${counted(last)}${what}`;
  if (isLast) return `from ${counted(first)}${what}`;
  const from = begins === null ? counted(first) : about(begins);
  return `from ${from} to ${ends === null ? counted(last) : about(ends)}${what}`;
}
