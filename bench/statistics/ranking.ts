/**
 * Who is better than whom, as far as the spreads allow to say.
 */
import type { Spread } from './summary.js';

export type Better = 'lower' | 'higher';

/** A figure and whose it is. */
export interface Entry extends Spread {
  readonly name: string;
}

/**
 * With fewer rounds a range says next to nothing: that of one round is a point, which overlaps with no
 * other. Two equals that have n rounds each are told apart by chance, as all of one's are below all of
 * the other's, in 2 of C(2n, n) cases: with three rounds 10 %, with four 2.9 %.
 */
export const FEWEST_ROUNDS = 4;

export function isRankable({ rounds }: { readonly rounds: readonly number[] }): boolean {
  return rounds.length >= FEWEST_ROUNDS;
}

/** Whether all of one's interval is better than all of the other's. Ends that touch overlap. */
export function beats(one: Spread, other: Spread, better: Better): boolean {
  return better === 'lower' ? one.high < other.low : one.low > other.high;
}

/**
 * How many times as good the better median is, at least 1; undefined where that makes no sense, as
 * with medians of 0 or less.
 */
export function advantage(one: Spread, other: Spread, better: Better): number | undefined {
  if (one.median <= 0 || other.median <= 0) return undefined;
  const ratio = better === 'lower' ? other.median / one.median : one.median / other.median;
  return ratio >= 1 && ratio < Number.POSITIVE_INFINITY ? ratio : undefined;
}

/**
 * Groups, the best first. Whoever is in a group beats all in the groups behind it, and two whose
 * intervals overlap are in the same one. So if A overlaps with B, and B with C, all three are in one
 * group, even if A beats C: B's place cannot be told, and no order of the three would be true.
 *
 * Within a group the order is that of the medians, which ranks nobody.
 */
export function rank<E extends Entry>(entries: readonly E[], better: Better): E[][] {
  const groups: E[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const entry of entries.toSorted((a, b) => a.low - b.low)) {
    const group = groups.at(-1);
    if (group !== undefined && entry.low <= reach) group.push(entry);
    else groups.push([entry]);
    reach = Math.max(reach, entry.high);
  }
  if (better === 'higher') groups.reverse();
  return groups.map((group) => byMedian(group, better));
}

/** The best first; names decide between equals, so that the order given does not. */
export function byMedian<E extends Entry>(entries: readonly E[], better: Better): E[] {
  const sign = better === 'lower' ? 1 : -1;
  return entries.toSorted(
    (a, b) => sign * (a.median - b.median) || (a.name < b.name ? -1 : Number(a.name > b.name)),
  );
}
