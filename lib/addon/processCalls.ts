/**
 * Child processes.
 */
import type { Outcome } from './outcome.js';

export interface ProcessCalls {
  /**
   * Waits for a child's end, and leaves it to be reaped. Returns 0 if it still runs, 1 + its exit
   * code, or 257 + the signal that has ended it.
   */
  processAwait(pid: number, timeoutMs: number): Outcome;
  /** Counts from 1, through all threads. */
  processNumber(): Outcome;
  /** Has this process killed when the peer of a socket on which nothing more comes is gone. */
  processDieWithPeer(fd: number): Outcome;
}
