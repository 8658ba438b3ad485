/**
 * What happens to a descriptor, as opposed to what is so: epoll(7) with EPOLLET.
 *
 * poll(2) calls a socket ready for as long as there is anything in its error queue (IP_RECVERR,
 * SO_TIMESTAMPING, MSG_ZEROCOPY), and cannot be told not to. Only Linux has such a queue: elsewhere what
 * poll(2) reports is gone when the call that it was asked for has been made.
 */
import { addon } from '../addon/index.js';

export class Edges {
  readonly #epollFd: number;

  private constructor(epollFd: number) {
    this.#epollFd = epollFd;
  }

  /**
   * @param events - as for poll(2)
   * @returns null if there is no such thing to be had
   */
  static of(fd: number, events: number): Edges | null {
    const epollFd = addon.epollEdges?.(fd, events) ?? -1;
    return epollFd < 0 ? null : new Edges(epollFd);
  }

  /**
   * Waits for the next; the first is how things are now. To be called by a `BlockingCall`.
   *
   * @param wholeMs - below 0 for ever
   * @returns the events that have come, 0 when none have, or a negative errno
   */
  next(wholeMs: number): number {
    return addon.epollAwaitEdge(this.#epollFd, wholeMs);
  }

  close(): void {
    addon.closeDescriptor(this.#epollFd);
  }
}
