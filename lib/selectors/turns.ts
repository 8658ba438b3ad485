/**
 * Turns of Node's event loop: between them, waits whose descriptors are ready already are answered at once.
 */
import { setImmediate } from 'node:timers';
import { nowMs } from '../wait/index.js';

/** After so long without a turn, the next wait lets Node do first whatever else it has to do. */
const LONGEST_STREAK_MS = 1;

/** When the last turn began that this module has heard of. */
let lastTurnMs = Number.NEGATIVE_INFINITY;
let isSameTurn = false;

/** To be called by callbacks of Node's loop. Returns the time. */
export function noteTurn(): number {
  const atMs = nowMs();
  if (!isSameTurn) {
    isSameTurn = true;
    lastTurnMs = atMs;
    // If a fake setImmediate() was there before this package, it may never call back. Then each wait lets Node
    // take a turn, which costs no more than time.
    const end: NodeJS.Immediate | undefined = setImmediate(() => {
      isSameTurn = false;
    });
    end?.unref();
  }
  return atMs;
}

/** Whether Node's loop is to have a turn before a wait is answered. */
export function isTurnDue(): boolean {
  return nowMs() - lastTurnMs > LONGEST_STREAK_MS;
}
