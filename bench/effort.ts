/**
 * How much is measured: in under a minute, in some minutes, or for as long as it takes.
 */
import type { Scope } from './cases/index.js';
import type { Suite } from './results/index.js';
import type { RoundsOptions } from './rounds/index.js';

export interface Effort
  extends Pick<Scope, 'registered' | 'activities' | 'connections'>,
    Pick<RoundsOptions, 'rounds' | 'roundMs' | 'warmUpRounds'> {
  readonly suites: readonly Suite[];
  /** When to have ended, if there is a limit; what is not measured by then is left out. */
  readonly limitSeconds: number | null;
}

const activities = ['1', '10%', 'all'];

/** In the order of their worth, should time run out. */
const suites: readonly Suite[] = [
  'wait',
  'echo',
  'register',
  'wakeup',
  'chat',
  'gil',
  'calls',
  'messages',
];

export const EFFORTS = {
  quick: {
    registered: [10, 100, 1000, 10_000],
    activities,
    connections: [100, 1000],
    rounds: 5,
    roundMs: 15,
    warmUpRounds: 2,
    suites,
    limitSeconds: 55,
  },
  standard: {
    registered: [10, 30, 100, 300, 1000, 3000, 10_000],
    activities,
    connections: [10, 100, 1000],
    rounds: 9,
    roundMs: 50,
    warmUpRounds: 2,
    suites,
    limitSeconds: null,
  },
  full: {
    registered: [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000],
    activities,
    connections: [10, 100, 1000, 10_000],
    rounds: 15,
    roundMs: 50,
    warmUpRounds: 2,
    suites,
    limitSeconds: null,
  },
} satisfies Record<string, Effort>;
