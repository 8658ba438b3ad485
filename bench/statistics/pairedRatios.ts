/**
 * The ratio of each round to the peer's round beside it. What slows the machine for a while slows
 * both, so these spread less than the ratios of any two rounds.
 */
export function pairedRatios(ours: readonly number[], peers: readonly number[]): number[] {
  if (ours.length !== peers.length) throw new RangeError('rounds without a partner');
  return ours.map((figure, round) => figure / (peers[round] ?? Number.NaN));
}
