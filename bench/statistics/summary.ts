/**
 * The median of some rounds, and how sure it is.
 */
import { median } from './median.js';

/** Where a figure lies: the median of its rounds, and the interval that holds the true one. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

const CONFIDENCE = 0.95;
const NOISY_SHARE = 0.2;

/**
 * The interval is the distribution-free confidence interval of the median from order statistics, which
 * is the sign test turned round. Of n sorted rounds, the `cut` lowest and the `cut` highest are left
 * out; the true median is beyond the rest only if no more than `cut` rounds came out on one of its
 * sides, and each comes out on either with a chance of 1/2.
 * W. J. Conover, Practical Nonparametric Statistics, 3rd edition, section 3.2.
 *
 * With six rounds or more it holds the true median with 95 % confidence at least. Fewer cannot get
 * there, as 2 / 2^5 > 5 %: then it is their whole range, which holds it with 1 - 2 / 2^n.
 * Either is true of rounds that do not depend on each other.
 */
export function summarize(rounds: readonly number[]): Spread {
  const sorted = rounds.toSorted((a, b) => a - b);
  const cut = cutAtEachEnd(sorted.length);
  return {
    low: sorted[cut] as number,
    median: median(sorted),
    high: sorted[sorted.length - 1 - cut] as number,
  };
}

/** The largest cut with 2 P(Binomial(n, 1/2) ≤ cut) ≤ 1 - CONFIDENCE, or 0 if there is none. */
function cutAtEachEnd(n: number): number {
  // In logarithms, as 2^-n is 0 for a thousand rounds.
  let logOfTerm = -n * Math.LN2;
  let tail = Math.exp(logOfTerm);
  for (let cut = 0; ; cut++) {
    logOfTerm += Math.log((n - cut) / (cut + 1));
    tail += Math.exp(logOfTerm);
    if (2 * tail > 1 - CONFIDENCE || cut === n) return cut;
  }
}

/** Whether it is too wide to be trusted: more than a fifth of the median. */
export function isNoisy({ low, median, high }: Spread): boolean {
  return high - low > NOISY_SHARE * Math.abs(median);
}
