/**
 * Which backend is to be preferred, from what decides that.
 */

import { lossAt } from './losses.js';
import type { Series } from './series.js';

export interface Choice {
  /** More than one if they are as good as each other. */
  readonly chosen: readonly string[];
  /** Those that would be among these, or are the default, but were measured at fewer points. */
  readonly passedOver: readonly string[];
}

/**
 * The one whose worst loss, over all who beat it and all points, is the smallest, as that is the risk
 * in choosing it. At a point where it was not measured nobody can lose, so only those are chosen that
 * were measured at every point; if there are none, at the most. The default stays if it is as good.
 */
export function choose(
  backends: readonly string[],
  basis: readonly Series[],
  defaultBackend: string | null,
): Choice {
  const most = Math.max(...backends.map((each) => pointsOf(each, basis)));
  const candidates = backends.filter((each) => pointsOf(each, basis) === most);
  const worst = new Map(backends.map((each) => [each, worstLoss(each, backends, basis)]));
  const worstOf = (backend: string) => worst.get(backend) ?? 1;
  const least = Math.min(...candidates.map(worstOf));
  const best = candidates.filter((each) => worstOf(each) === least);
  const staysDefault = defaultBackend !== null && best.includes(defaultBackend);
  return {
    chosen: staysDefault ? [defaultBackend] : best,
    passedOver: backends.filter((each) => {
      if (candidates.includes(each)) return false;
      if (each === defaultBackend || worstOf(each) < least) return true;
      return worstOf(each) === least && !staysDefault;
    }),
  };
}

function pointsOf(backend: string, basis: readonly Series[]): number {
  return basis
    .flatMap(({ points }) => points)
    .filter(({ entries }) => entries.some(({ name }) => name === backend)).length;
}

/** 1 if nobody beats it. */
function worstLoss(backend: string, victors: readonly string[], basis: readonly Series[]): number {
  const ratios = basis.flatMap(({ points, better }) =>
    points.flatMap((point) => victors.map((victor) => lossAt(backend, victor, point, better) ?? 1)),
  );
  return Math.max(1, ...ratios);
}
