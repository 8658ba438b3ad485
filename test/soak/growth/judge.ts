/** Whether a figure grows for as long as the soak lasts: a leak. */
import type { Figure } from './figures.js';
import type { Sample } from './sample.js';
import { type Slope, slopeOf } from './slope.js';

/** The first ones tell how a program starts. */
const WARM_UP_SHARE = 1 / 3;
/** So many standard errors above what is tolerated are no accident: one time in 700, if it were the only condition. */
const SIGMAS = 3;

export interface Judgement {
  readonly figure: Figure;
  /** After the warm-up. */
  readonly values: readonly number[];
  /** Null if there are too few. */
  readonly slope: Slope | null;
  /** From one round to the next. */
  readonly tolerated: number;
  /** Null if there are too few to tell. */
  readonly isLeak: boolean | null;
}

/**
 * A leak goes on: it shows in all the rounds after the warm-up, and again in the second half of them alone. What
 * grows towards a bound, as memory does for minutes, shows less and less.
 */
export function judge(figure: Figure, samples: readonly Sample[]): Judgement {
  const values = samples.slice(Math.ceil(samples.length * WARM_UP_SHARE)).map(figure.of);
  const slopes = [slopeOf(values), slopeOf(values.slice(values.length >> 1))];
  const tolerated = Math.max(figure.toleratedPerRound, figure.toleratedOnce / values.length);
  const isLeak = slopes.every((slope) => slope !== null)
    ? slopes.every(({ perStep, standardError }) => perStep - SIGMAS * standardError > tolerated)
    : null;
  return { figure, values, slope: slopes[0] ?? null, tolerated, isLeak };
}
