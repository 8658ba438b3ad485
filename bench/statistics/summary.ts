export interface Summary {
  median: number;
  min: number;
  max: number;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('median of no values');
  return (lower + upper) / 2;
}

export function summarize(values: readonly number[]): Summary {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/**
 * The ratio of each round to the peer's round beside it. What slows the machine for a while slows
 * both, so these spread less than the ratios of any two rounds.
 */
export function pairedRatios(ours: readonly number[], peers: readonly number[]): number[] {
  if (ours.length !== peers.length) throw new RangeError('rounds without a partner');
  return ours.map((figure, round) => figure / (peers[round] ?? Number.NaN));
}
