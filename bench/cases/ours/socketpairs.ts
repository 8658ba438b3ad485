import { type Socket, socketpair } from 'selectors-ts/socket';

/** An even number of connected sockets; the peer of `sockets[i]` is `sockets[i ^ 1]`. */
export function openSockets(count: number): Socket[] {
  return Array.from({ length: count / 2 }, () => socketpair()).flat();
}
