/**
 * What can be measured of what was asked for: no machine has all backends, or descriptors without end.
 */

import type { Scope } from './cases/index.js';
import { counted } from './counted.js';
import type { Effort } from './effort.js';
import type { Backend, Machine, Suite } from './results/index.js';
import { UsageError } from './usageError.js';

/** Descriptors that each measured process has besides. */
const SPARE_DESCRIPTORS = 100;

export interface Scoped {
  readonly scope: Scope;
  /** What is less than was asked for, and why. */
  readonly notes: string[];
}

/**
 * @param backends - null for all that there are
 * @throws UsageError for one that is not available
 */
export function scopeOf(
  { suites, registered, activities, connections }: Effort,
  machine: Machine,
  backends: readonly Backend[] | null,
  peers: boolean,
): Scoped {
  const notes: string[] = [];
  const cut = (numbers: readonly number[], what: string, ofSuites: readonly Suite[]) => {
    const { fitting, note } = cutToLimit(numbers, what, machine.descriptorLimit);
    if (suites.some((suite) => ofSuites.includes(suite))) notes.push(...note);
    return fitting;
  };
  const scope = {
    registered: cut(registered, 'descriptors', ['wait', 'register']),
    activities,
    connections: cut(connections, 'connections', ['echo', 'chat']),
    backends: choose(backends, machine),
    peers,
  };
  return { scope, notes };
}

function choose(wanted: readonly Backend[] | null, machine: Machine): Backend[] {
  const missing = machine.backends.find(
    ({ name, available }) => !available && wanted?.includes(name),
  );
  if (missing !== undefined) {
    throw new UsageError(`--backends: ${missing.name} is not available: ${missing.reason}`);
  }
  return machine.backends
    .filter(({ name, available }) => available && (wanted === null || wanted.includes(name)))
    .map(({ name }) => name);
}

/** What is beyond the limit becomes the largest even number within it. */
function cutToLimit(
  numbers: readonly number[],
  what: string,
  limit: number | null,
): { fitting: number[]; note: string[] } {
  const most = limit === null ? Number.POSITIVE_INFINITY : largestWithin(limit);
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const tooMany = sorted.filter((number) => number > most);
  if (tooMany.length === 0) return { fitting: sorted, note: [] };
  const fitting = [...new Set(sorted.map((number) => Math.min(number, most)))];
  const amounts = tooMany.map(counted).join(' and ');
  return {
    fitting,
    note: [
      `${amounts} ${what} were cut to ${counted(most)}: a process may have ` +
        `${counted(limit ?? 0)} descriptors here (ulimit -n), some for itself.`,
    ],
  };
}

function largestWithin(limit: number): number {
  return Math.max(2, 2 * Math.floor((limit - SPARE_DESCRIPTORS) / 2));
}
