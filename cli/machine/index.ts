/**
 * The machine, as `info` tells it and as every result of the benchmark keeps it.
 */
import type { Machine } from '../../bench/results/index.js';
import { describeSystem } from './system.js';

export { describeSystem, type System } from './system.js';

/** @throws Error that the addon cannot be loaded, in the words of its loader */
export async function describeMachine(): Promise<Machine> {
  const { describeAddon, describeBackends } = await import('./loaded.js');
  return { ...describeSystem(), ...describeAddon(), backends: describeBackends() };
}

/**
 * Why there can be no DefaultSelector; undefined if there can.
 *
 * @throws Error as above
 */
export async function whyNoDefault(): Promise<string | undefined> {
  const { refusalOf, DefaultSelector } = await import('./loaded.js');
  return refusalOf(DefaultSelector);
}
