/**
 * Figures as words.
 */
import type { Series } from './series.js';

/** Up to here a ratio is told in percent. */
const MOST_IN_PERCENT = 2;

/** Names of metrics that are fast or slow; the others are more or less. */
const DURATION = /^(time|p[\d.]+)$/;

export function counted(n: number): string {
  return n.toLocaleString('en-US');
}

/** To two significant digits: what lies between two measured points is not known better. */
export function about(n: number): string {
  return `about ${counted(Number(n.toPrecision(2)))}`;
}

export function listed(names: readonly string[]): string {
  const head = names.slice(0, -1).join(', ');
  const last = names.at(-1) ?? '';
  return head === '' ? last : `${head} and ${last}`;
}

/**
 * By how much somebody is better.
 *
 * @param ratio - at least 1
 * @param rival - than whom, unless that is clear
 * @param roughly - before the number
 */
export function margin(ratio: number, { metric }: Series, rival?: string, roughly = ''): string {
  const times = ratio < 9.95 ? ratio.toFixed(1) : counted(Math.round(ratio));
  if (ratio > MOST_IN_PERCENT && DURATION.test(metric)) {
    return `${roughly}${times} times as fast${rival === undefined ? '' : ` as ${rival}`}`;
  }
  const amount =
    ratio > MOST_IN_PERCENT ? `a factor of ${roughly}${times}` : `${roughly}${percent(ratio)}`;
  return `by ${amount}${rival === undefined ? '' : ` over ${rival}`}`;
}

function percent(ratio: number): string {
  const rounded = Math.round(100 * (ratio - 1));
  return rounded < 1 ? 'less than 1 %' : `${rounded} %`;
}
