import type { Connection } from 'selectors-ts/multiprocessing';
import { clocked, newClocking } from './clock.js';
import { compute } from './compute.js';

/** The work of one of several processes: they have no memory in common to clock in and out. */
export function share(connection: Connection, rounds: number): void {
  const clocking = newClocking();
  connection.send('ready');
  connection.recv();
  clocked(clocking, () => compute(rounds, null));
  connection.send([...clocking]);
}
