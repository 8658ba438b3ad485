/**
 * Child processes, each known by an index in its own thread.
 */
import type { Outcome } from './outcome.js';

export interface ProcessCalls {
  /**
   * Returns its index.
   *
   * @param environment - `NAME=value`
   * @param descriptors - what it inherits as 3, 4, 5 …
   * @param sentinel - a duplicate is kept while the process runs or is known here
   */
  processStart(
    file: string,
    args: readonly string[],
    environment: readonly string[],
    descriptors: Int32Array,
    sentinel: number,
    isDaemon: boolean,
  ): Outcome;
  processPid(index: number): Outcome;
  processSentinel(index: number): Outcome;
  /** Returns 0 if it still runs, 1 + its exit code, or 257 + the signal that has ended it. */
  processAwait(index: number, timeoutMs: number): Outcome;
  processSignal(index: number, signal: number): Outcome;
  processForget(index: number): Outcome;

  /** Counts from 1, through all threads. */
  processNumber(): Outcome;
  /** Has this process killed when the peer of a socket on which nothing more comes is gone. */
  processDieWithPeer(fd: number): Outcome;

  /** Waits for one of all threads' children; returns 1 when none runs any more, else 0. */
  childrenAwait(areDaemons: boolean, timeoutMs: number): Outcome;
  childrenTerminateDaemons(): Outcome;
}
