/**
 * The three kinds of contenders.
 */
import type { Backend } from '../results/index.js';
import type { Program } from '../rounds/index.js';
import type { Contender } from './case.js';

/** Each backend as it is used, by its own name. */
export function byBackend(
  backends: readonly Backend[],
  programOf: (backend: Backend) => Program,
): Record<string, Contender> {
  return Object.fromEntries(
    backends.map((backend) => [backend, { kind: 'backend', backend, program: programOf(backend) }]),
  );
}

/** The package in another way. */
export function variant(program: Program, backend?: Backend): Contender {
  return { kind: 'variant', program, ...(backend && { backend }) };
}

export function peer(program: Program): Contender {
  return { kind: 'peer', program };
}
