/**
 * What a thread gives up while it waits.
 */
import { threadState } from '../addon/index.js';

/**
 * What a thread holds while it runs and gives up while it waits: the Gil of `selectors-ts/threading`,
 * which puts itself here.
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

/** What this thread holds now; null while it is given up. */
export function heldGate(): Gate | null {
  return here.held;
}

export function setHeldGate(gate: Gate | null): void {
  here.held = gate;
}

/** Makes a call that may block without holding up other threads. */
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

/** The opposite, within such a call. */
export function insideGate(gate: Gate | null, call: () => void): void {
  if (gate === null) {
    call();
    return;
  }
  gate.enter();
  try {
    call();
  } finally {
    // Whatever the call has come to hold: this thread waits again.
    here.held?.leave();
  }
}
