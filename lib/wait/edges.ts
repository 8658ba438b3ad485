/**
 * Changes of a descriptor's readiness, as opposed to its readiness: epoll(7) with EPOLLET.
 *
 * poll(2) calls a socket ready for as long as there is anything in its error queue (IP_RECVERR,
 * SO_TIMESTAMPING, MSG_ZEROCOPY), and cannot be told not to. Only Linux has such a queue. On other systems
 * poll(2) does not report a socket again once the call that waits has been made.
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
   * Waits for the next change. The first one reports the readiness as it is. To be called by a `BlockingCall`.
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
