/**
 * Time as the kernel has it, which a program that fakes its clocks, for a test, does not stop: whatever
 * can be had from JavaScript can be replaced, also before this package is loaded.
 */
import { scheduler } from 'node:timers/promises';
import { addon } from '../addon/index.js';

/** CLOCK_MONOTONIC, by which the kernel's time-outs go too: milliseconds since some moment. */
export function nowMs(): number {
  return addon.clockNowMs();
}

/**
 * Resolves once Node's loop has had its turn: `setImmediate()` by its one way that fake clocks leave
 * alone.
 */
export function turnOfLoop(): Promise<void> {
  return scheduler.yield();
}
