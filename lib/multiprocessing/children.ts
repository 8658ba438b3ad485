import type { Process } from './process.js';

/** Those of this thread that have been started, until their end is noticed. */
export const started = new Set<Process>();

/**
 * The processes started by this thread that still run. Python's `multiprocessing.active_children()`,
 * which knows those of all threads.
 */
export function activeChildren(): Process[] {
  return [...started].filter((process) => process.isAlive());
}
