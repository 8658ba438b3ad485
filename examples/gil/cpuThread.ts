import type { Barrier, Event, Gil } from 'selectors-ts/threading';
import type { Clocking } from './clock.js';
import { compute } from './compute.js';
import { runRace } from './race.js';

/** The work of one of several threads. */
export function share(
  together: Barrier,
  clocking: Clocking,
  gil: Gil | null,
  rounds: number,
): void {
  runRace(together, clocking, () => compute(rounds, gil));
}

/** Computes on and on beside the others, until they tell it that it is over. */
export function untilOver(begin: Barrier, gil: Gil, over: Int32Array): void {
  begin.wait();
  while (Atomics.load(over, 0) === 0) compute(10, gil);
}

/** The same, and lets the others begin when it is at work: they find the Gil taken. */
export function ahead(begin: Event, gil: Gil, over: Int32Array): void {
  begin.set();
  while (Atomics.load(over, 0) === 0) compute(10, gil);
}
