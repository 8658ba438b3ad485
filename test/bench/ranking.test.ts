import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advantage,
  beats,
  type Entry,
  isRankable,
  rank,
  type Spread,
} from '../../bench/statistics/index.js';
import { anySpread } from './spreads.js';

const entry = (name: string, low: number, median: number, high: number): Entry => ({
  name,
  low,
  median,
  high,
});
const names = (groups: readonly (readonly Entry[])[]) =>
  groups.map((group) => group.map(({ name }) => name));

describe('rank', () => {
  it('ranks what does not overlap', () => {
    const entries = [entry('b', 20, 21, 22), entry('c', 30, 31, 32), entry('a', 10, 11, 12)];
    expect(names(rank(entries, 'lower'))).toEqual([['a'], ['b'], ['c']]);
    expect(names(rank(entries, 'higher'))).toEqual([['c'], ['b'], ['a']]);
  });

  it('refuses to rank what overlaps, or touches', () => {
    expect(names(rank([entry('b', 12, 13, 14), entry('a', 10, 11, 12)], 'lower'))).toEqual([
      ['a', 'b'],
    ]);
    expect(names(rank([entry('wide', 0, 50, 99), entry('narrow', 9, 10, 11)], 'higher'))).toEqual([
      ['wide', 'narrow'],
    ]);
  });

  it('does not separate the ends of a chain', () => {
    const entries = [entry('a', 1, 2, 4), entry('b', 3, 5, 7), entry('c', 6, 8, 9)];
    expect(beats(entries[0] as Spread, entries[2] as Spread, 'lower')).toBe(true);
    expect(names(rank([...entries, entry('d', 10, 10, 10)], 'lower'))).toEqual([
      ['a', 'b', 'c'],
      ['d'],
    ]);
  });

  it('sees that a wide one reaches over its neighbour', () => {
    const entries = [entry('wide', 1, 2, 9), entry('narrow', 3, 3, 4), entry('last', 8, 9, 10)];
    expect(names(rank(entries, 'lower'))).toEqual([['wide', 'narrow', 'last']]);
  });

  it('of nobody is empty', () => {
    expect(rank([], 'lower')).toEqual([]);
  });

  const entries = fc
    .array(anySpread, { maxLength: 8 })
    .map((spreads) => spreads.map((spread, index) => ({ name: `n${index}`, ...spread })));
  const better = fc.constantFrom('lower' as const, 'higher' as const);

  it('does not mind the order', () => {
    const shuffled = entries.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, better, ([all, other], which) => {
        expect(rank(other, which)).toEqual(rank(all, which));
      }),
    );
  });

  it('has everybody in one group, never separates two that overlap, and orders all others', () => {
    fc.assert(
      fc.property(entries, better, (all, which) => {
        const groups = rank(all, which);
        expect(groups.flat().toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(all);
        for (const [place, group] of groups.entries()) {
          const behind = groups.slice(place + 1).flat();
          for (const one of group) {
            for (const other of behind) expect(beats(one, other, which)).toBe(true);
          }
        }
      }),
    );
  });

  it('keeps nobody together with others who beats them all, or is beaten by all', () => {
    fc.assert(
      fc.property(entries, better, (all, which) => {
        for (const group of rank(all, which).filter(({ length }) => length > 1)) {
          for (const one of group) {
            const others = group.filter((other) => other !== one);
            expect(others.every((other) => beats(one, other, which))).toBe(false);
            expect(others.every((other) => beats(other, one, which))).toBe(false);
          }
        }
      }),
    );
  });
});

describe('advantage', () => {
  it('is how many times as good the better one is', () => {
    const [ten, thirty] = [entry('a', 9, 10, 11), entry('b', 29, 30, 31)];
    expect(advantage(ten, thirty, 'lower')).toBe(3);
    expect(advantage(thirty, ten, 'higher')).toBe(3);
  });

  it('has no meaning where one is not better, or at 0', () => {
    const [zero, thirty] = [entry('a', 0, 0, 0), entry('b', 29, 30, 31)];
    expect(advantage(zero, thirty, 'lower')).toBeUndefined();
    expect(advantage(thirty, entry('c', 1, 2, 3), 'lower')).toBeUndefined();
  });
});

describe('isRankable', () => {
  it('takes four rounds', () => {
    expect([1, 2, 3, 4, 5].map((n) => isRankable({ rounds: new Array(n).fill(1) }))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});
