/**
 * Waiting on sockets that never block in the kernel: poll(2), then the call again.
 */
import { type Attempt, pollOne, toWholeMs, wait } from '../wait/index.js';
import { errno, POLLHUP, POLLIN, POLLRDHUP } from './kernel.js';

const EAGAIN = -errno.EAGAIN;
const EWOULDBLOCK = -errno.EWOULDBLOCK;
const EINTR = -errno.EINTR;
const EBADF = -errno.EBADF;

/** Whether a call failed for nothing but that it would have had to wait. */
export function wouldBlock(outcome: number): boolean {
  return outcome === EAGAIN || outcome === EWOULDBLOCK || outcome === EINTR;
}

/** The descriptor of a socket as it is now: an interrupt hook may close it during a wait. */
export type CurrentFd = () => number;

/** A system call that may take up to `timeoutMs`, below 0 for as long as it likes. */
type PatientCall = (fd: number, timeoutMs: number) => number;

class PatientAttempt implements Attempt {
  readonly #currentFd: CurrentFd;
  readonly #call: PatientCall;
  outcome = 0;

  constructor(currentFd: CurrentFd, call: PatientCall) {
    this.#currentFd = currentFd;
    this.#call = call;
  }

  attempt(timeoutMs: number): number {
    const fd = this.#currentFd();
    this.outcome = fd < 0 ? EBADF : this.#call(fd, toWholeMs(timeoutMs));
    if (this.outcome === EINTR) return EINTR;
    return wouldBlock(this.outcome) ? 0 : 1;
  }
}

/**
 * Makes a call that waits by itself, until it has an outcome.
 *
 * @returns null when the time is up
 */
export function untilDone(
  currentFd: CurrentFd,
  timeoutMs: number,
  call: PatientCall,
): number | null {
  const attempt = new PatientAttempt(currentFd, call);
  return wait(attempt, timeoutMs) === 0 ? null : attempt.outcome;
}

/**
 * Waits for a descriptor and then makes a call that does not wait, until that has an outcome.
 *
 * @param events - POLLIN or POLLOUT
 * @returns null when the time is up
 */
export function untilReady(
  currentFd: CurrentFd,
  timeoutMs: number,
  events: number,
  call: (fd: number) => number,
): number | null {
  return untilDone(currentFd, timeoutMs, (fd, sliceMs) => {
    const ready = pollOne(fd, events === POLLIN ? POLLIN | POLLRDHUP : events, sliceMs);
    if (ready <= 0) return ready === 0 ? EAGAIN : ready;
    const hungUp = ready & (POLLRDHUP | POLLHUP);
    const outcome = call(fd);
    // A datagram socket shut down for reading stays ready, and Linux has nothing but EAGAIN for it
    // when it does not block. When it blocks it says that this is the end.
    return wouldBlock(outcome) && events === POLLIN && hungUp ? 0 : outcome;
  });
}
