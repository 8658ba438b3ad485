import type { Unit } from '../results/index.js';
import { PERCENTILES } from '../rounds/index.js';

interface MetricKind {
  readonly unit: Unit;
  readonly better: 'lower' | 'higher';
}

const lowerNs: MetricKind = { unit: 'ns', better: 'lower' };

/** All that a round may measure. */
export const METRICS: Readonly<Record<string, MetricKind>> = {
  /** A step, a message or an answer. */
  time: lowerNs,
  /** The server's, for each message. */
  cpu: lowerNs,
  /** Messages, steps or answers. */
  rate: { unit: '/s', better: 'higher' },
  share: { unit: '%', better: 'lower' },
  memory: { unit: 'B', better: 'lower' },
  ...Object.fromEntries(PERCENTILES.map((each) => [`p${each}`, lowerNs])),
};
