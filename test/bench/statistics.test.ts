import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isNoisy,
  median,
  metricOf,
  pairedRatios,
  summarize,
} from '../../bench/statistics/index.js';

const figure = fc.integer({ min: -1_000_000, max: 1_000_000 });
const figures = fc.array(figure, { minLength: 1, maxLength: 40 });

describe('median', () => {
  it('is the middle value of an odd number', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('is the mean of the two middle values of an even number', () => {
    expect(median([8, 1, 4, 2])).toBe(3);
  });

  it('sorts by size, not as text, and leaves the values alone', () => {
    const values = [100, 20, 3];
    expect(median(values)).toBe(20);
    expect(values).toEqual([100, 20, 3]);
  });

  it('of no values is an error', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('summarize', () => {
  const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

  it('takes the order statistics that printed tables have', () => {
    const table = [6, 8, 9, 11, 12, 15, 17, 20].map((n) => {
      const { low, high } = summarize(upTo(n));
      return [n, low, high];
    });
    expect(table).toEqual([
      [6, 1, 6],
      [8, 1, 8],
      [9, 2, 8],
      [11, 2, 10],
      [12, 3, 10],
      [15, 4, 12],
      [17, 5, 13],
      [20, 6, 15],
    ]);
  });

  it('is the narrowest that holds the median with 95 % confidence', () => {
    for (const n of [...upTo(70).slice(5), 999, 2000]) {
      const { low, high } = summarize(upTo(n));
      expect(low + high).toBe(n + 1);
      expect(missesAtMostOneInTwenty(n, low - 1), `${n} rounds`).toBe(true);
      expect(missesAtMostOneInTwenty(n, low), `${n} rounds`).toBe(false);
    }
  });

  it('is the whole range of fewer than six rounds', () => {
    for (const n of upTo(5)) expect(summarize(upTo(n))).toMatchObject({ low: 1, high: n });
  });

  it('of no rounds is an error', () => {
    expect(() => summarize([])).toThrow(RangeError);
  });

  it('contains the median, lies within the range, and does not mind the order', () => {
    fc.assert(
      fc.property(figures, (rounds) => {
        const { low, median: middle, high } = summarize(rounds);
        expect(rounds).toContain(low);
        expect(rounds).toContain(high);
        expect(low).toBeLessThanOrEqual(middle);
        expect(middle).toBeLessThanOrEqual(high);
        expect(summarize(rounds.toReversed())).toEqual({ low, median: middle, high });
      }),
    );
  });

  it('grows where rounds grow', () => {
    const pairs = fc.array(fc.tuple(figure, fc.nat(1000)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(pairs, (rounds) => {
        const before = summarize(rounds.map(([value]) => value));
        const after = summarize(rounds.map(([value, more]) => value + more));
        expect(after.low).toBeGreaterThanOrEqual(before.low);
        expect(after.median).toBeGreaterThanOrEqual(before.median);
        expect(after.high).toBeGreaterThanOrEqual(before.high);
      }),
    );
  });

  it('is not moved by one outlier among nine rounds', () => {
    const quiet = [10, 11, 12, 13, 14, 15, 16, 17, 18];
    const { low, high } = summarize([...quiet.slice(0, 8), 1e9]);
    expect({ low, high }).toEqual({ low: 11, high: 17 });
  });
});

/** Whether both tails beyond the cut, 2 (C(n, 0) + … + C(n, cut)) / 2^n, are 1/20 together at most. */
function missesAtMostOneInTwenty(n: number, cut: number): boolean {
  let binomial = 1n;
  let tail = 0n;
  for (let k = 0; k <= cut; k++) {
    tail += binomial;
    binomial = (binomial * BigInt(n - k)) / BigInt(k + 1);
  }
  return 40n * tail <= 2n ** BigInt(n);
}

describe('isNoisy', () => {
  it('is more than a fifth of the median', () => {
    expect(isNoisy({ low: 90, median: 100, high: 110 })).toBe(false);
    expect(isNoisy({ low: 90, median: 100, high: 111 })).toBe(true);
    expect(isNoisy({ low: 0, median: 0, high: 0 })).toBe(false);
    expect(isNoisy({ low: -110, median: -100, high: -95 })).toBe(false);
  });
});

describe('metricOf', () => {
  it('keeps the rounds in the order taken, beside what they amount to', () => {
    const rounds = [14, 9, 10];
    expect(metricOf(rounds, { unit: 'ns', better: 'lower' })).toEqual({
      unit: 'ns',
      better: 'lower',
      rounds: [14, 9, 10],
      median: 10,
      low: 9,
      high: 14,
      noisy: true,
    });
  });
});

describe('pairedRatios', () => {
  it('divides round by round', () => {
    expect(pairedRatios([2, 9], [1, 3])).toEqual([2, 3]);
  });

  it('refuses rounds without a partner', () => {
    expect(() => pairedRatios([1, 2], [1])).toThrow(RangeError);
  });
});
