import { availableParallelism, cpus } from 'node:os';

/**
 * How many processors the system has; not all of them need be available to this process. Python's
 * `multiprocessing.cpu_count()`.
 */
export function cpuCount(): number {
  // Some systems do not tell about their processors.
  return cpus().length || availableParallelism();
}
