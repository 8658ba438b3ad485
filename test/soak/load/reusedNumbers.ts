/** Descriptors that are closed while they are watched, and whose numbers others get. */
import { EVENT_READ } from 'selectors-ts';
import { AF_UNIX, fromfd, SOCK_STREAM, type Socket, socketpair } from 'selectors-ts/socket';
import { type Backend, openSelector, type SoakSelector } from '../servers/backends.js';

const BYTE = Buffer.from('x');

/**
 * The file of a closed descriptor lives on and is ready; the next owner of its number must not hear of that.
 *
 * @returns false if another thread has got the number
 */
export function reuseNumber(backend: Backend): boolean {
  using selector = openSelector(backend);
  const [old, peer] = socketpair();
  using _ = peer;
  const number = old.fileno();
  using alive = fromfd(number, AF_UNIX, SOCK_STREAM);
  selector.register(old, EVENT_READ, () => {});
  old.close();
  const [next, nextPeer] = socketpair();
  using __ = next;
  using ___ = nextPeer;
  const owner = [next, nextPeer].find((socket) => socket.fileno() === number);
  if (owner === undefined) return false;
  selector.register(owner, EVENT_READ, () => {});
  peer.send(BYTE);
  expectReady(selector, []);
  (owner === next ? nextPeer : next).send(BYTE);
  expectReady(selector, [owner]);
  alive.recv(1);
  return true;
}

function expectReady(selector: SoakSelector, expected: readonly Socket[]): void {
  const ready = selector.select(0).map(([{ fileobj }]) => fileobj);
  if (ready.length === expected.length && ready[0] === expected[0]) return;
  throw new Error(`${ready.length} sockets are ready after a number was given away`);
}
