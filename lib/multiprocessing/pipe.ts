import { checkedBoolean } from '../arguments/index.js';
import { socketpair } from '../socket/index.js';
import { Connection } from './connection.js';

/**
 * Two connections that are the ends of one pipe: socketpair(2). Python's `multiprocessing.Pipe()`.
 *
 * @param duplex - whether both send and receive; if not, the first receives and the second sends
 * @throws OSError if there is no descriptor left
 */
export function Pipe(duplex = true): [Connection, Connection] {
  checkedBoolean(duplex, 'duplex');
  const [first, second] = socketpair();
  return [new Connection(first, true, duplex), new Connection(second, duplex, true)];
}
