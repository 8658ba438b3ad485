/**
 * The lock that a thread gives up while it waits.
 */
import { threadState } from '../addon/index.js';

/**
 * A lock that a thread holds while it runs and gives up while it waits: the Gil. `selectors-ts/threading` sets it
 * here, so that waits need not know threading.
 */
export interface Gate {
  /** Lets other threads run. Not to be called twice in a row. */
  leave(): void;
  /** Waits until this thread may run again. */
  enter(): void;
  /** Lets other threads run for a while, if there are any that wait to. */
  checkpoint(): void;
}

const here = threadState('gate', () => ({ held: null as Gate | null }));

/** The gate that this thread holds; null if it holds none, and while it waits. */
export function heldGate(): Gate | null {
  return here.held;
}

export function setHeldGate(gate: Gate | null): void {
  here.held = gate;
}

/** Makes a call that may block, with the gate given up. */
export function outsideGate<T>(call: () => T): T {
  const gate = here.held;
  if (gate === null) return call();
  gate.leave();
  try {
    return call();
  } finally {
    gate.enter();
  }
}

/** Makes a call with the gate taken back, within a call of `outsideGate()` or a wait. */
export function insideGate(gate: Gate | null, call: () => void): void {
  if (gate === null) {
    call();
    return;
  }
  gate.enter();
  try {
    call();
  } finally {
    // The gate that is held now, which the call may have changed: this thread waits again.
    here.held?.leave();
  }
}
