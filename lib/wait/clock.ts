/**
 * The kernel's clock. A program may replace any clock of JavaScript's by a fake, for a test, even before this
 * package is loaded.
 */
import { scheduler } from 'node:timers/promises';
import { addon } from '../addon/index.js';

/** Milliseconds by CLOCK_MONOTONIC, which the kernel's time-outs follow too. */
export function nowMs(): number {
  return addon.clockNowMs();
}

/**
 * Resolves once Node's loop has taken a turn. A `setImmediate()`, called in the one way that fake clocks do not
 * replace.
 */
export function turnOfLoop(): Promise<void> {
  return scheduler.yield();
}
