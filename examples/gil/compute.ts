import type { Gil } from 'selectors-ts/threading';

const STEPS = 1000;

/** Computes for about two milliseconds for each thousand rounds: a random number generator. */
export function compute(rounds: number, gil: Gil | null): number {
  let x = 1;
  for (let round = 0; round < rounds; round++) {
    for (let step = 0; step < STEPS; step++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
    }
    // Python does so between any two instructions; here it is the computation that has to ask.
    gil?.checkpoint();
  }
  return x;
}
