import type { Connection } from 'selectors-ts/multiprocessing';
import type { Queue } from 'selectors-ts/threading';

/** A thread's work: tells that it is there, and stays until it hears something. */
export function stayInThread(here: Queue<null>, leave: Queue<null>): void {
  here.put(null);
  leave.get();
}

/** A process's. */
export function stayInProcess(connection: Connection): void {
  connection.send(null);
  connection.recv();
}
