/**
 * Figures as words.
 */
import { counted } from '../counted.js';
import type { Series } from './series.js';

/** Up to here a ratio is told in percent. */
const MOST_IN_PERCENT = 2;

/** Names of metrics that are fast or slow; the others are more or less. */
const DURATION = /^(time|p[\d.]+)$/;

/** To two significant digits: what lies between two measured points is not known better. */
export function rounded(n: number): number {
  return Number(n.toPrecision(2));
}

export function about(n: number): string {
  return `about ${counted(rounded(n))}`;
}

export function listed(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  const head = names.slice(0, -1).join(', ');
  const last = names.at(-1) ?? '';
  return head === '' ? last : `${head} ${word} ${last}`;
}

/** "1 descriptor", of " descriptors". */
export function unitOf(n: number, units: string): string {
  return n === 1 ? units.replace(/s$/, '') : units;
}

/** Before a margin of which a figure is noisy. */
export const ROUGHLY = 'roughly ';

/**
 * By how much somebody is better.
 *
 * @param ratio - at least 1
 * @param rival - than whom, unless that is clear
 * @param roughly - before the number
 */
export function margin(ratio: number, { metric }: Series, rival?: string, roughly = ''): string {
  if (ratio > MOST_IN_PERCENT && DURATION.test(metric)) {
    const than = rival === undefined ? '' : ` as ${rival}`;
    return `${roughly}${timesText(ratio)} times as fast${than}`;
  }
  return `by ${amountText(ratio, roughly)}${rival === undefined ? '' : ` over ${rival}`}`;
}

/** The same, of the one that is worse. */
export function deficit(ratio: number, { metric }: Series, roughly = ''): string {
  return ratio > MOST_IN_PERCENT && DURATION.test(metric)
    ? `takes ${roughly}${timesText(ratio)} times as long`
    : `by ${amountText(ratio, roughly)}`;
}

function timesText(ratio: number): string {
  return ratio < 9.95 ? ratio.toFixed(1) : counted(Math.round(ratio));
}

function amountText(ratio: number, roughly: string): string {
  if (ratio > MOST_IN_PERCENT) return `a factor of ${roughly}${timesText(ratio)}`;
  const percent = Math.round(100 * (ratio - 1));
  return percent < 1 ? 'less than 1 %' : `${roughly}${percent} %`;
}
