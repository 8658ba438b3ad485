import { expect, test } from 'vitest';
import {
  timeoutMsFromMilliseconds,
  timeoutMsFromSeconds,
  toMicroseconds,
  toNanoseconds,
} from '../../lib/wait/index.js';

const INT_MAX = 2 ** 31 - 1;

test('whole milliseconds stay what they are, in spite of doubles', () => {
  const wrong = [];
  for (let ms = 0; ms <= 20_000; ms++) {
    if (timeoutMsFromSeconds(ms / 1000) !== ms) wrong.push(ms);
  }
  expect(wrong).toEqual([]);
  // as they would not by one multiplication, nor by two, which is CPython's way for epoll
  expect(Math.ceil(2.007 * 1000)).toBe(2008);
  expect(Math.ceil(Math.ceil(0.009 * 1000) * 0.001 * 1000)).toBe(10);
});

test('what is more than a whole number of milliseconds stays more, to the nanosecond', () => {
  for (const ms of [1, 69, 1000, 86_400_000]) {
    expect(Math.ceil(timeoutMsFromSeconds(ms / 1000 + 1e-6))).toBe(ms + 1);
  }
  expect(timeoutMsFromSeconds(1.5e-9)).toBeCloseTo(2e-6, 12);
});

test('more than 0 is never 0', () => {
  for (const seconds of [1e-9, 1e-10, 1e-100, Number.MIN_VALUE]) {
    expect(timeoutMsFromSeconds(seconds)).toBe(1e-6);
  }
});

test('0 and less stay so', () => {
  expect(timeoutMsFromSeconds(0)).toBe(0);
  expect(timeoutMsFromSeconds(-1)).toBeLessThan(0);
  expect(timeoutMsFromSeconds(-1e-100)).toBeLessThan(0);
  expect(timeoutMsFromSeconds(Number.NEGATIVE_INFINITY)).toBeLessThan(0);
  expect(timeoutMsFromMilliseconds(-0.1)).toBeLessThan(0);
});

test('null and undefined are for ever', () => {
  for (const timeout of [null, undefined]) {
    expect(timeoutMsFromSeconds(timeout)).toBe(Number.POSITIVE_INFINITY);
    expect(timeoutMsFromMilliseconds(timeout)).toBe(Number.POSITIVE_INFINITY);
  }
});

test('the largest is an int of milliseconds, unless the caller can take more', () => {
  const overflow = expect.objectContaining({ name: 'OverflowError' });
  expect(timeoutMsFromMilliseconds(INT_MAX)).toBe(INT_MAX);
  expect(() => timeoutMsFromMilliseconds(INT_MAX + 1)).toThrow(overflow);
  expect(timeoutMsFromSeconds(INT_MAX / 1000)).toBe(INT_MAX);
  expect(() => timeoutMsFromSeconds(INT_MAX / 1000 + 0.001)).toThrow(overflow);
  expect(timeoutMsFromSeconds(1e10, 1e13)).toBe(1e13);
  for (const endless of [Number.POSITIVE_INFINITY, Number.MAX_VALUE]) {
    expect(() => timeoutMsFromSeconds(endless, 2 ** 63)).toThrow(overflow);
    expect(() => timeoutMsFromMilliseconds(endless)).toThrow(overflow);
  }
});

test('NaN is a ValueError, what is no number a TypeError', () => {
  const invalid = expect.objectContaining({ name: 'ValueError' });
  expect(() => timeoutMsFromSeconds(Number.NaN)).toThrow(invalid);
  expect(() => timeoutMsFromMilliseconds(Number.NaN)).toThrow(invalid);
  for (const stranger of ['1', true, {}, [], 1n, Symbol('1'), () => 1]) {
    expect(() => timeoutMsFromSeconds(stranger)).toThrow(TypeError);
    expect(() => timeoutMsFromMilliseconds(stranger)).toThrow(TypeError);
  }
});

test('microseconds and nanoseconds are rounded up, and -1 for ever', () => {
  expect(toMicroseconds(1.0001)).toBe(1001);
  expect(toNanoseconds(1e-6)).toBe(1);
  expect(toNanoseconds(1.5e-6)).toBe(2);
  for (const to of [toMicroseconds, toNanoseconds]) {
    expect(to(0)).toBe(0);
    expect(to(Number.POSITIVE_INFINITY)).toBe(-1);
  }
});

test('no system call is asked to wait for longer than macOS can: 10⁸ seconds', () => {
  for (const ms of [1e11, 1e11 + 1, 2 ** 63 / 1e6]) {
    expect(toMicroseconds(ms)).toBe(1e14);
    expect(toNanoseconds(ms)).toBe(1e17);
  }
});
