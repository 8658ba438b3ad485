/**
 * Spreads for tests that try many.
 */
import fc from 'fast-check';
import type { Spread } from '../../bench/statistics/index.js';

/** As far to both sides as a share of it. */
export function around(median: number, share: number): Spread {
  return { low: median * (1 - share), median, high: median * (1 + share) };
}

/** From few values, so that some overlap, touch, or are equal. */
export const anySpread: fc.Arbitrary<Spread> = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.nat(5), fc.nat(5))
  .map(([low, more, evenMore]) => ({ low, median: low + more, high: low + more + evenMore }));
