/** Figures as people write them: three digits and a unit that suits their size. */
import type { Metric, Unit } from '../results/index.js';

const UNITS: Readonly<Record<Unit, ReadonlyArray<readonly [size: number, name: string]>>> = {
  ns: [
    [1e9, 's'],
    [1e6, 'ms'],
    [1e3, 'µs'],
    [1, 'ns'],
  ],
  B: [
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
    [1, 'B'],
  ],
  '/s': [
    [1e6, 'M/s'],
    [1e3, 'k/s'],
    [1, '/s'],
  ],
  '%': [[1, '%']],
};
/** Just below the next unit the three digits are rounded up to it. */
const ROUNDED_UP = 0.9995;
const NO_BREAK = '\u00a0';

const threeDigits = new Intl.NumberFormat('en-US', {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
});
const asFewDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact' });

export function quantity(value: number, unit: Unit): string {
  return withUnit(value, unit, threeDigits);
}

/** A round one, for axes: `1 µs`. */
export function roundQuantity(value: number, unit: Unit): string {
  return withUnit(value, unit, asFewDigits);
}

function withUnit(value: number, unit: Unit, format: Intl.NumberFormat): string {
  const units = UNITS[unit];
  const [size, name] = units.find(([size]) => Math.abs(value) >= size * ROUNDED_UP) ??
    units.at(-1) ?? [1, unit];
  return `${format.format(value / size)}${NO_BREAK}${name}`;
}

/** The median and where it may lie. */
export function interval({ median, low, high, unit, noisy, rounds }: Metric): string {
  const [middle, from, to] = [median, low, high].map((each) => quantity(each, unit));
  return `${middle} (${from} to ${to}, ${rounds.length} rounds${noisy ? ', noisy' : ''})`;
}

/** For axes: `100k`. */
export function shortCount(value: number): string {
  return compact.format(value).replace('K', 'k');
}
