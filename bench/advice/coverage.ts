/**
 * How far a backend was measured, if others were measured further.
 */
import { counted } from '../counted.js';
import type { Series, SeriesPoint } from './series.js';
import { listed } from './wording.js';

interface Coverage {
  readonly place: string;
  /** At the lowest points only: up to this one. */
  readonly upTo: number | undefined;
  readonly missing: readonly number[];
}

/** @returns nothing if it was measured wherever any was */
export function coverageText(who: string, backend: string, basis: readonly Series[]): string {
  const parts = basis.flatMap((each) => coverageOf(backend, each));
  const reached = parts.filter(({ upTo }) => upTo !== undefined);
  const [reach, ...reaches] = new Set(reached.map(({ upTo }) => upTo));
  if (reach !== undefined && reaches.length === 0 && reached.length === parts.length) {
    return `${who} was measured up to ${counted(reach)} only.`;
  }
  const upTo = reached.map((each) => `${each.place} up to ${counted(each.upTo ?? 0)} only`);
  const without = parts
    .filter((each) => each.upTo === undefined)
    .map(({ place, missing }) =>
      missing.length === 0 ? place : `${place} at ${listed(missing.map(counted))}`,
    );
  const texts = [
    ...(upTo.length === 0 ? [] : [`was measured ${listed(upTo)}`]),
    ...(without.length === 0 ? [] : [`was not measured ${listed(without)}`]),
  ];
  return texts.length === 0 ? '' : `${who} ${listed(texts)}.`;
}

function coverageOf(backend: string, { place, points, alone }: Series): Coverage[] {
  const has = ({ entries }: SeriesPoint) => entries.some(({ name }) => name === backend);
  const all = [...points, ...alone];
  const own = numbersOf(all.filter(has));
  const missing = numbersOf(all.filter((point) => !has(point)));
  if (all.every(has)) return [];
  if (!all.some(has)) return [{ place, upTo: undefined, missing: [] }];
  const last = Math.max(...own);
  const isStart = own.length > 0 && missing.every((n) => n > last);
  return [{ place, upTo: isStart ? last : undefined, missing }];
}

function numbersOf(points: readonly SeriesPoint[]): number[] {
  return points.flatMap(({ n }) => (n === null ? [] : [n])).toSorted((a, b) => a - b);
}
