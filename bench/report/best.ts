import type { CaseResult } from '../results/index.js';
import { isRankable, rank } from '../statistics/index.js';

/** The backend that is better than all others by more than the spread of rounds; null if there is none. */
export function best({ contenders, metric: metricName }: CaseResult): string | null {
  const entries = contenders.flatMap(({ name, kind, metrics }) => {
    const metric = metrics[metricName];
    return kind === 'backend' && metric !== undefined ? [{ ...metric, name }] : [];
  });
  const [first] = entries;
  if (first === undefined || entries.length === 1 || !entries.every(isRankable)) return null;
  const [winners = []] = rank(entries, first.better);
  return winners.length === 1 ? (winners[0]?.name ?? null) : null;
}
