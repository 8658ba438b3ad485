/**
 * One thread's way through a Gil.
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

export class GilGate implements Gate {
  /** Of the Gil in this thread, for the addon. */
  readonly index: number;
  /** Of the Gil in the process. */
  readonly number: number;
  /** Not 0 while another thread asks for the Gil. A plain read of it costs next to nothing. */
  readonly #dropRequest: Int32Array | null;

  constructor(index: number) {
    this.index = index;
    this.number = addon.gilNumber(index);
    const memory = addon.gilDropRequest(index);
    this.#dropRequest = memory && new Int32Array(memory);
  }

  /** @returns false when the time was up before */
  acquire(timeoutMs: number): boolean {
    if (addon.gilTryTake(this.index) === 0) {
      if (timeoutMs <= 0) return false;
      let again = false;
      const attempt = (sliceMs: number) => {
        const taken = addon.gilTake(this.index, sliceMs, again);
        again = true;
        return taken;
      };
      if (wait({ attempt }, timeoutMs) === 0) return false;
    }
    setHeldGate(this);
    return true;
  }

  release(): void {
    this.#drop(RELEASED);
  }

  leave(): void {
    this.#drop(BLOCKED);
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

  /** Whether another thread asks for the Gil; true too if that cannot be told so cheaply. */
  get isWanted(): boolean {
    if (this.#dropRequest === null) return true;
    return (movesReads ? Atomics.load(this.#dropRequest, 0) : this.#dropRequest[0]) !== 0;
  }

  checkpoint(): void {
    if (!this.isWanted || addon.gilWanted(this.index) === 0) return;
    this.#drop(FORCED);
    this.acquire(Number.POSITIVE_INFINITY);
  }

  #drop(why: number): void {
    setHeldGate(null);
    addon.gilDrop(this.index, why);
  }
}
