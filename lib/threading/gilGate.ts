/**
 * What one thread does with a Gil: take it, give it up, take it back.
 */
import { addon } from '../addon/index.js';
import { RuntimeError } from '../errors/index.js';
import { type Gate, heldGate, setHeldGate, wait } from '../wait/index.js';

/** Why a thread gives the Gil up: the addon's numbers. */
const RELEASED = 0;
const BLOCKED = 1;
const FORCED = 2;

/**
 * V8 reads a typed array anew each time; JavaScriptCore moves a plain read out of the loop that it is
 * in, so that the thread would never hear of a request.
 */
const movesReads = process.versions.bun !== undefined;

/** Says that there may be a request, where a plain read of the request could be moved out of the loop. */
const PERHAPS = Int32Array.of(1);

export class GilGate implements Gate {
  /** Names the Gil to the addon, in this thread. */
  readonly index: number;
  /** Names the Gil in the process. */
  readonly number: number;
  /**
   * 0 while no other thread asks for the Gil. A field and no getter, so that V8 has the read in the
   * caller's loop in any case: with a method around it, it can be four times as slow.
   */
  readonly wanted: Int32Array;
  readonly #dropRequest: Int32Array | null;

  constructor(index: number) {
    this.index = index;
    this.number = addon.gils.number(index);
    const memory = addon.gilDropRequest(index);
    this.#dropRequest = memory && new Int32Array(memory);
    this.wanted = movesReads ? PERHAPS : (this.#dropRequest ?? PERHAPS);
  }

  /** @returns false when the time was up before */
  acquire(timeoutMs: number): boolean {
    if (addon.gilTryTake(this.index) === 0) {
      if (timeoutMs <= 0) return false;
      let again = false;
      const call = (sliceMs: number) => {
        const taken = addon.gilTake(this.index, sliceMs, again);
        again = true;
        return taken;
      };
      if (wait(call, timeoutMs) === 0) return false;
    }
    setHeldGate(this);
    return true;
  }

  release(): void {
    // The JavaScript call comes first: if the stack has room for it, it has room for the call of the addon.
    setHeldGate(null);
    addon.gilDrop(this.index, RELEASED);
  }

  leave(): void {
    this.#giveUp(BLOCKED);
  }

  /** @throws RuntimeError if a Gil was acquired meanwhile and not released, and it is another */
  enter(): void {
    const held = heldGate();
    if (held instanceof GilGate) {
      if (held.number === this.number) return;
      throw new RuntimeError('this thread has come to hold another Gil');
    }
    this.acquire(Number.POSITIVE_INFINITY);
  }

  checkpoint(): void {
    if (this.#dropRequest !== null && Atomics.load(this.#dropRequest, 0) === 0) return;
    if (addon.gilWanted(this.index) === 0) return;
    this.#giveUp(FORCED);
    this.acquire(Number.POSITIVE_INFINITY);
  }

  /** @throws RangeError if there might not be enough of the stack left to take it back */
  #giveUp(why: number): void {
    addon.gilDrop(this.index, why);
    setHeldGate(null);
  }
}
