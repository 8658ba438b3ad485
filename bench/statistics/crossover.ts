/**
 * Where, as a load grows, one becomes better than the other.
 */
import { type Better, beats } from './ranking.js';
import type { Spread } from './summary.js';

/** What has been measured at a load. */
export interface Point extends Spread {
  readonly n: number;
}

export interface Curve {
  readonly name: string;
  readonly points: readonly Point[];
}

export interface Crossover {
  /** Who is better below, and who above. */
  readonly below: string;
  readonly above: string;
  /** The nearest two that have been measured of which that can be said. */
  readonly between: readonly [number, number];
  /**
   * Where the medians meet, if those two are neighbours, and not far from each other. null if
   * something was measured in between where neither is better, or too little was measured to say:
   * then it is somewhere between the two.
   */
  readonly at: number | null;
}

/** Over a wider gap a straight line is a guess. */
const WIDEST_GAP = 10;

interface Pair {
  readonly n: number;
  readonly one: Spread;
  readonly other: Spread;
}

/** In ascending order. What has been measured of one of the two only does not count. */
export function crossovers(one: Curve, other: Curve, better: Better): Crossover[] {
  const found: Crossover[] = [];
  let decided: { index: number; winner: string } | undefined;
  const pairs = pairsOf(one, other);
  for (const [index, pair] of pairs.entries()) {
    const winner = winnerOf(pair);
    if (winner === undefined) continue;
    if (decided !== undefined && winner !== decided.winner) {
      const last = pairs[decided.index] as Pair;
      found.push({
        below: decided.winner,
        above: winner,
        between: [last.n, pair.n],
        at: index === decided.index + 1 && isNear(last, pair) ? meeting(last, pair) : null,
      });
    }
    decided = { index, winner };
  }
  return found;

  function winnerOf(pair: Pair): string | undefined {
    if (beats(pair.one, pair.other, better)) return one.name;
    return beats(pair.other, pair.one, better) ? other.name : undefined;
  }
}

function pairsOf(one: Curve, other: Curve): Pair[] {
  const others = new Map(other.points.map((point) => [point.n, point]));
  return one.points
    .toSorted((a, b) => a.n - b.n)
    .flatMap((point) => {
      const partner = others.get(point.n);
      return partner === undefined ? [] : [{ n: point.n, one: point, other: partner }];
    });
}

function isNear(from: Pair, to: Pair): boolean {
  return to.n <= WIDEST_GAP * from.n;
}

/**
 * Both curves are taken for straight lines between two points: a wait costs something for itself, and
 * something for each descriptor. (Lines between logarithms, which fit powers of n, would bend these.)
 */
function meeting(from: Pair, to: Pair): number {
  const fromGap = from.one.median - from.other.median;
  const toGap = to.one.median - to.other.median;
  const share = fromGap / (fromGap - toGap);
  return from.n + share * (to.n - from.n);
}
