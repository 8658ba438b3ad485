import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart, domainOf, spread, ticksOf } from '../../bench/report/page/logarithmic.js';
import { quantity, roundQuantity, shortCount } from '../../bench/report/units.js';

describe('a figure', () => {
  it.each([
    [0.5, 'ns', '0.500 ns'],
    [412.3, 'ns', '412 ns'],
    [999.4, 'ns', '999 ns'],
    [999.6, 'ns', '1.00 µs'],
    [1_234_567, 'ns', '1.23 ms'],
    [3e9, 'ns', '3.00 s'],
    [-40, 'B', '-40.0 B'],
    [1536, 'B', '1.54 kB'],
    [94_800, '/s', '94.8 k/s'],
    [1_250_000, '/s', '1.25 M/s'],
    [50.26, '%', '50.3 %'],
    [0, '%', '0.00 %'],
  ] as const)('%d %s is %j', (value, unit, text) => {
    expect(quantity(value, unit).replace('\u00a0', ' ')).toBe(text);
  });

  it('has no more digits on an axis than it takes', () => {
    expect([1000, 2e7].map((ns) => roundQuantity(ns, 'ns'))).toEqual(['1\u00a0µs', '20\u00a0ms']);
    expect([10, 1000, 100_000].map(shortCount)).toEqual(['10', '1k', '100k']);
  });
});

describe('a logarithmic axis', () => {
  const value = fc.double({ min: 1, max: 1e9, noNaN: true });
  const values = fc.array(value, { minLength: 1, maxLength: 12 });

  it('holds all values and has a tick at least', () => {
    fc.assert(
      fc.property(values, (all) => {
        const [low, high] = domainOf(all, 6);
        for (const each of all) expect(each > low && each < high).toBe(true);
        expect(high / low).toBeGreaterThan(5.999);
        const ticks = ticksOf([low, high]);
        expect(ticks.length).toBeGreaterThan(0);
        for (const tick of ticks) expect(tick >= low && tick <= high).toBe(true);
      }),
    );
  });

  it('has decades alone where it is long', () => {
    expect(ticksOf([0.9, 11_000])).toEqual([1, 10, 100, 1000, 10_000]);
    expect(ticksOf([90, 1100])).toEqual([100, 200, 500, 1000]);
  });

  it('leaves out ticks that are too close to another', () => {
    expect(apart([1000, 10, 1050, 100, 10], [8, 1300])).toEqual([10, 100, 1000]);
  });

  it('spreads labels, in their order, and leaves alone those that are far apart', () => {
    const domain = [1, 1e9] as const;
    const gap = 0.05;
    const placeOf = (each: number) => Math.log(each) / Math.log(1e9);
    fc.assert(
      fc.property(values, (all) => {
        const places = spread(all, domain, gap).map(placeOf);
        const ascending = [...all.keys()].sort((a, b) => all[a]! - all[b]! || a - b);
        for (const [rank, index] of ascending.slice(1).entries()) {
          const before = ascending[rank]!;
          expect(places[index]! - places[before]!).toBeGreaterThan(gap - 1e-9);
        }
        for (const [index, each] of all.entries()) {
          const distances = all
            .filter((_, other) => other !== index)
            .map((other) => {
              return Math.abs(placeOf(other) - placeOf(each));
            });
          if (Math.min(...distances) > gap * all.length) {
            expect(places[index]).toBeCloseTo(placeOf(each), 6);
          }
        }
      }),
    );
  });
});
