import { describe, expect, it } from 'vitest';
import { median, pairedRatios, summarize } from '../../bench/statistics/index.js';

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
  it('gives median and extremes', () => {
    expect(summarize([3, 1, 10])).toEqual({ median: 3, min: 1, max: 10 });
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
