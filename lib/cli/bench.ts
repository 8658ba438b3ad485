/**
 * `bench`, which wants the machine described.
 */
import type { Command } from 'commander';
import { benchCommand as benchCommandFor } from '../../bench/command.js';
import type { Machine } from '../../bench/results/index.js';
import { describeMachine } from './machine/index.js';

export function benchCommand(): Command {
  let machine: Machine;
  return benchCommandFor(() => machine).hook('preAction', async () => {
    machine = await describeMachine();
  });
}
