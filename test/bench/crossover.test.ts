import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beats, type Crossover, type Curve, crossovers } from '../../bench/statistics/index.js';
import { anySpread, around } from './spreads.js';
import type { Cost } from './synthetic.js';

const curve = (name: string, cost: Cost, numbers: readonly number[], share = 0.01): Curve => ({
  name,
  points: numbers.map((n) => ({ n, ...around(cost(n), share) })),
});

const poll: Cost = (n) => 200 + 2 * n;
const epoll: Cost = () => 320;

/** Of poll and epoll as above, who meet at 60. */
const found = (numbers: readonly number[], share?: number) =>
  crossovers(curve('poll', poll, numbers, share), curve('epoll', epoll, numbers, share), 'lower');

it('finds where a cost that rises by each descriptor meets one that does not', () => {
  expect(found([10, 100, 1000])).toEqual([
    { below: 'poll', above: 'epoll', between: [10, 100], at: expect.closeTo(60, 6) },
  ]);
  expect(found([50, 500])[0]?.at).toBeCloseTo(60, 6);
});

it('is the nearer to where other costs meet the closer the points are', () => {
  const at = (numbers: readonly number[]) => {
    const root = curve('root', (n) => 30 * n ** 0.5, numbers);
    const line = curve('line', (n) => n, numbers);
    return crossovers(root, line, 'lower')[0]?.at ?? Number.NaN;
  };
  expect(at([100, 1000])).toBeCloseTo(816, 0);
  expect(at([500, 1000])).toBeCloseTo(884, 0);
  expect(at([800, 1000])).toBeCloseTo(897, 0);
});

it('says only between which two it is if neither is better in between', () => {
  expect(found([10, 58, 62, 1000], 0.05)).toEqual([
    { below: 'poll', above: 'epoll', between: [10, 1000], at: null },
  ]);
});

it('says only between which two it is if these are more than a factor of ten apart', () => {
  expect(found([50, 501])).toEqual([
    { below: 'poll', above: 'epoll', between: [50, 501], at: null },
  ]);
});

it('finds none where one is better throughout, or nobody anywhere', () => {
  expect(found([100, 1000, 10_000])).toEqual([]);
  expect(found([10, 100], 0.5)).toEqual([]);
  expect(found([])).toEqual([]);
});

it('finds all there are, also of what is better when higher', () => {
  const numbers = [1, 10, 100, 1000];
  const wave = curve('wave', (n) => (n === 10 || n === 100 ? 200 : 50), numbers);
  const flat = curve('flat', () => 100, numbers);
  const ends = (each: Crossover) => [each.below, each.above, ...each.between];
  expect(crossovers(wave, flat, 'lower').map(ends)).toEqual([
    ['wave', 'flat', 1, 10],
    ['flat', 'wave', 100, 1000],
  ]);
  expect(crossovers(wave, flat, 'higher').map(ends)).toEqual([
    ['flat', 'wave', 1, 10],
    ['wave', 'flat', 100, 1000],
  ]);
});

it('takes points in any order, and only those that both have', () => {
  const one = curve('poll', poll, [1000, 100, 50, 10]);
  const other = curve('epoll', epoll, [10, 100, 70, 1000]);
  expect(crossovers(one, other, 'lower')).toMatchObject([{ between: [10, 100] }]);
});

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { maxLength: 8 });

it('is the same from either side', () => {
  const pairs = fc.array(fc.tuple(anySpread, anySpread), { maxLength: 8 });
  const better = fc.constantFrom('lower' as const, 'higher' as const);
  fc.assert(
    fc.property(pairs, better, (spreads, which) => {
      const points = (side: 0 | 1) =>
        spreads.map((pair, index) => ({ n: index + 1, ...pair[side] }));
      const [one, other] = [
        { name: 'one', points: points(0) },
        { name: 'other', points: points(1) },
      ];
      const all = crossovers(one, other, which);
      expect(crossovers(other, one, which)).toEqual(all);
      for (const { below, above, between, at } of all) {
        const [from, to] = between.map((n) => spreads[n - 1] as (typeof spreads)[number]);
        const wins = (who: string, [mine, theirs]: (typeof spreads)[number]) =>
          who === 'one' ? beats(mine, theirs, which) : beats(theirs, mine, which);
        expect(from && wins(below, from)).toBe(true);
        expect(to && wins(above, to)).toBe(true);
        if (at === null) continue;
        expect(between[1]).toBe(between[0] + 1);
        expect(at).toBeGreaterThanOrEqual(between[0]);
        expect(at).toBeLessThanOrEqual(between[1]);
      }
    }),
    { numRuns: 500 },
  );
});

it('is the true one, whatever the costs', () => {
  const costs = fc.record({
    fixed: fc.integer({ min: 10, max: 1000 }),
    slope: fc.double({ min: 0.01, max: 100, noNaN: true }),
    flat: fc.integer({ min: 10, max: 10_000 }),
  });
  fc.assert(
    fc.property(costs, numbers, fc.double({ min: 0, max: 0.2, noNaN: true }), (each, ns, share) => {
      const rising = curve('rising', (n) => each.fixed + each.slope * n, ns, share);
      const all = crossovers(
        rising,
        curve('flat', () => each.flat, ns, share),
        'lower',
      );
      const truth = (each.flat - each.fixed) / each.slope;
      expect(all.length).toBeLessThanOrEqual(1);
      for (const { below, between, at } of all) {
        expect(below).toBe('rising');
        expect(between[0]).toBeLessThanOrEqual(truth);
        expect(between[1]).toBeGreaterThanOrEqual(truth);
        if (at !== null) expect(at).toBeCloseTo(truth, 6);
      }
    }),
    { numRuns: 500 },
  );
});
