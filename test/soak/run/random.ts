/** Choices and bytes that a seed decides. */

/** Bytes are pieces of this many: to make new ones for each client would take most of a soak's time. */
const POOL_BYTES = 2 ** 20;

export class Random {
  #state: number;
  #pool: Buffer | undefined;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Another one: what two tasks do at the same time does not depend on who asks first. */
  fork(): Random {
    const fork = new Random(this.#next());
    fork.#pool = this.#allBytes();
    return fork;
  }

  /** From `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + (this.#next() % (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.#next() < probability * 2 ** 32;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.integer(0, values.length - 1)] as T;
  }

  /** Not the caller's: others may have the same. */
  bytes(count: number): Buffer {
    const pool = this.#allBytes();
    const start = this.integer(0, pool.length - count);
    return pool.subarray(start, start + count);
  }

  #allBytes(): Buffer {
    if (this.#pool === undefined) {
      const words = Uint32Array.from({ length: POOL_BYTES / 4 }, () => this.#next());
      this.#pool = Buffer.from(words.buffer);
    }
    return this.#pool;
  }

  /** SplitMix32, of 32 bits; Guy L. Steele and others, Fast splittable pseudorandom number generators. */
  #next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }
}
