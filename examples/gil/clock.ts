/** Nobody is kept waiting at the start by somebody who has failed. */
export const PATIENCE_SECONDS = 20;

/** In seconds since the same moment, in every thread and process of the machine. */
export function nowSeconds(): number {
  return Number(process.hrtime.bigint()) / 1e9;
}

/** When somebody began and ended, for others to read. */
export type Clocking = Float64Array;

export function newClocking(): Clocking {
  const memory = new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT);
  return new Float64Array(memory).fill(Number.NaN);
}

export function clocked(clocking: Clocking, work: () => void): void {
  clocking[0] = nowSeconds();
  work();
  clocking[1] = nowSeconds();
}

/** From the first who began to the last who ended. */
export function spanSeconds(clockings: readonly Clocking[]): number {
  const begins = clockings.map(([begin]) => begin ?? Number.NaN);
  const ends = clockings.map(([, end]) => end ?? Number.NaN);
  return Math.max(...ends) - Math.min(...begins);
}
