import { setExcepthook } from 'selectors-ts/threading';
import { Readiness } from '../load/readiness.js';
import { backends } from '../servers/backends.js';
import type { Fault } from '../servers/faults.js';
import { type Server, startFleet } from '../servers/fleet.js';
import { ASKED_TO_THROW } from '../servers/service.js';
import { Pending } from './pending.js';
import { newTally, type Tally } from './tally.js';

/** All that is there from the first round to the last. */
export interface World {
  readonly servers: readonly Server[];
  /** One for each backend. */
  readonly waits: readonly Readiness[];
  readonly tally: Tally;
  readonly pending: Pending;
  readonly faults: readonly Fault[];
}

/** @param onFailure - called with whatever nobody waits for */
export async function openWorld(
  faults: readonly Fault[],
  onFailure: (error: unknown) => void,
): Promise<World> {
  setExcepthook(({ excValue, thread }) => {
    if ((excValue as Error).message === ASKED_TO_THROW) return;
    onFailure(new Error(`${thread.name} has failed`, { cause: excValue }));
  });
  const waits = backends.map((backend) => new Readiness(backend, onFailure));
  const servers = await startFleet(waits, faults, onFailure);
  return { servers, waits, tally: newTally(), pending: new Pending(), faults };
}
