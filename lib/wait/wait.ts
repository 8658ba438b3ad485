/**
 * The one loop around native calls that block.
 */
import { constants } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { nowMs } from './clock.js';
import { type Gate, heldGate, insideGate } from './gate.js';
import { callInterruptHook } from './interruptHook.js';

/**
 * A native call that blocks for no longer than it is told to.
 *
 * @param timeoutMs - to be rounded up to what the call can take; `Infinity` is for ever
 * @returns more than 0 when what was waited for has come, 0 when it has not, or a negative errno
 */
export type BlockingCall = (timeoutMs: number) => number;

const INTERRUPTED = -constants.errno.EINTR;

/**
 * In a worker, `worker.terminate()` and `process.exit()` take effect only between native calls, so that no call may
 * last long. Nothing terminates the main thread: signals interrupt its calls.
 */
const longestSliceMs = isMainThread ? Number.POSITIVE_INFINITY : 100;

/**
 * Calls until what is waited for has come, the time is up or the call fails; never returns 0 early. A Gil
 * that this thread holds is given up meanwhile.
 *
 * @param timeoutMs - 0 calls once, without blocking; `Infinity` is for ever
 * @param returnOnSignal - return 0 when a signal has interrupted the call, instead of going on
 * @returns what the last call returned, never EINTR
 */
export function wait(call: BlockingCall, timeoutMs: number, returnOnSignal = false): number {
  const gate = heldGate();
  if (gate === null) return callUntil(call, timeoutMs, returnOnSignal, null);
  if (timeoutMs === 0) {
    // A program that only polls, in a loop, would otherwise keep the Gil from other threads.
    gate.checkpoint();
    return callUntil(call, 0, returnOnSignal, null);
  }
  gate.leave();
  try {
    return callUntil(call, timeoutMs, returnOnSignal, gate);
  } finally {
    gate.enter();
  }
}

/** @param gate - what the interrupt hook is to hold, and this loop does not */
function callUntil(
  call: BlockingCall,
  timeoutMs: number,
  returnOnSignal: boolean,
  gate: Gate | null,
): number {
  // The clock is not worth reading when there is no deadline.
  const deadlineMs =
    timeoutMs > 0 && timeoutMs < Number.POSITIVE_INFINITY ? nowMs() + timeoutMs : timeoutMs;
  let leftMs = timeoutMs;
  for (;;) {
    const outcome = call(Math.min(leftMs, longestSliceMs));
    if (outcome === INTERRUPTED) {
      insideGate(gate, callInterruptHook);
      if (returnOnSignal) return 0;
    } else if (outcome !== 0) {
      return outcome;
    }
    if (timeoutMs === 0) return 0;
    leftMs = deadlineMs - nowMs();
    if (leftMs <= 0) return 0;
  }
}
