/**
 * Waiting on sockets that never block in the kernel: poll(2), then the call again.
 */
import { Edges, pollOne, toWholeMs, wait } from '../wait/index.js';
import { errno, POLLHUP, POLLIN, POLLOUT, POLLRDHUP } from './kernel.js';
import type { WaitLimits } from './waitLimits.js';

const EAGAIN = -errno.EAGAIN;
const EWOULDBLOCK = -errno.EWOULDBLOCK;
const EINTR = -errno.EINTR;
const EBADF = -errno.EBADF;

/** Whether a call failed only because it would have had to wait. */
export function wouldBlock(outcome: number): boolean {
  return outcome === EAGAIN || outcome === EWOULDBLOCK || outcome === EINTR;
}

/** The descriptor of a socket as it is now: an interrupt hook may close it during a wait. */
export type CurrentFd = () => number;

/** A system call that may take up to `timeoutMs`, below 0 for as long as it likes. */
type BlockingSystemCall = (fd: number, timeoutMs: number) => number;

/**
 * Makes a call that waits by itself, until it has an outcome.
 *
 * @returns null when the time is up
 */
export function untilDone(
  currentFd: CurrentFd,
  timeoutMs: number,
  call: BlockingSystemCall,
): number | null {
  let outcome = EAGAIN;
  const callOnce = (sliceMs: number) => {
    const fd = currentFd();
    outcome = fd < 0 ? EBADF : call(fd, toWholeMs(sliceMs));
    return progressOf(outcome);
  };
  return wait(callOnce, timeoutMs) === 0 ? null : outcome;
}

/** What a `BlockingCall` returns whose system call has this outcome. */
function progressOf(outcome: number): number {
  if (outcome === EINTR) return EINTR;
  return wouldBlock(outcome) ? 0 : 1;
}

/** What a call that would block waits for. */
export interface Readiness {
  /** Of poll(2). */
  readonly events: number;
  /**
   * The outcome of a call that would block although poll(2) calls the descriptor hung up. A UNIX socket that was
   * shut down for reading stays ready; Linux returns EAGAIN for it if the socket does not block, and the end if it
   * does.
   */
  readonly atEnd: number;
  readonly limit: keyof WaitLimits;
}

export const RECEIVING: Readiness = {
  events: POLLIN | POLLRDHUP,
  atEnd: 0,
  limit: 'receiveMs',
};
export const ACCEPTING: Readiness = { ...RECEIVING, atEnd: -errno.EINVAL };
export const SENDING: Readiness = { events: POLLOUT, atEnd: EAGAIN, limit: 'sendMs' };

/**
 * Waits for a descriptor and then makes a call that does not wait, until that has an outcome.
 *
 * Differs from CPython: where poll(2) calls a descriptor ready and the call would still have to wait, this
 * goes on waiting for changes. CPython's calls with a time-out ask poll(2) again and again, without a pause.
 *
 * @returns null when the time is up
 */
export function untilReady(
  currentFd: CurrentFd,
  timeoutMs: number,
  { events, atEnd }: Readiness,
  call: (fd: number) => number,
): number | null {
  let outcome = EAGAIN;
  let edges = null as Edges | null;
  const callWhenReady = (sliceMs: number) => {
    const fd = currentFd();
    if (fd < 0) {
      outcome = EBADF;
      return 1;
    }
    const wholeMs = toWholeMs(sliceMs);
    const ready = edges === null ? pollOne(fd, events, wholeMs) : edges.next(wholeMs);
    if (ready <= 0) {
      outcome = ready === 0 ? EAGAIN : ready;
    } else {
      outcome = call(fd);
      if (wouldBlock(outcome)) {
        outcome = ready & (POLLRDHUP | POLLHUP) ? atEnd : EAGAIN;
        if (outcome === EAGAIN) edges ??= Edges.of(fd, events);
      }
    }
    return progressOf(outcome);
  };
  try {
    return wait(callWhenReady, timeoutMs) === 0 ? null : outcome;
  } finally {
    edges?.close();
  }
}
