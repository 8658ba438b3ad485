import { performance } from 'node:perf_hooks';
import type { Seating } from './seating.js';
import { type Surroundings, Talker } from './talker.js';

/** Connections begun and not yet in their room: fewer than the server's backlog. */
const MOST_ARRIVING = 256;
/** Deliveries under way: enough to keep the server busy, with none of its queues near the cap. */
const MOST_UNDER_WAY = 20_000;
/** When nothing at all has come for so long, nothing will. */
const PATIENCE_SECONDS = 10;

/** All the clients, in one thread. As there is nothing else to do in it, `select()` may block. */
export class Crowd {
  readonly #seating: Seating;
  readonly #surroundings: Surroundings;
  readonly #talkers: Talker[] = [];
  #stopped = false;

  constructor(seating: Seating, surroundings: Surroundings) {
    this.#seating = seating;
    this.#surroundings = surroundings;
  }

  /** To be called from a round: nobody else connects, or says anything. */
  stop(): void {
    this.#stopped = true;
  }

  /**
   * Everybody connects and joins a room, a bounded number at a time.
   *
   * @returns how many are there in the end
   */
  arrive(): number {
    const { clients } = this.#seating;
    let settled = 0;
    while (settled < clients && !this.#stopped) {
      while (this.#talkers.length < Math.min(clients, settled + MOST_ARRIVING)) this.#add();
      if (!this.#round(PATIENCE_SECONDS)) break;
      while (settled < this.#talkers.length && this.#talkers[settled]?.state !== 'arriving') {
        settled++;
      }
    }
    return this.#talkers.filter(({ state }) => state === 'talking').length;
  }

  /** Everybody talks in turn, as fast as it gets delivered. */
  talk(seconds: number): void {
    const { ledger } = this.#surroundings;
    const endMs = performance.now() + 1000 * seconds;
    let turn = 0;
    for (;;) {
      const leftMs = endMs - performance.now();
      if (leftMs <= 0 || this.#stopped) return;
      for (const _ of this.#talkers) {
        if (ledger.missing >= MOST_UNDER_WAY) break;
        this.#talkers[turn++ % this.#talkers.length]?.talk();
      }
      this.#round(leftMs / 1000);
    }
  }

  /**
   * Ends so that nothing is left under way: first the server reads all that was said, and queues it
   * for those who are to hear it; then it sends all that it has queued.
   */
  leave(): void {
    for (const talker of this.#talkers) talker.settle();
    this.#roundsWhileAny('settling');
    for (const talker of this.#talkers) talker.quit();
    this.#roundsWhileAny('quitting');
  }

  /** How many the server has let go on request, having sent them everything. */
  get gone(): number {
    return this.#talkers.filter(({ state }) => state === 'gone').length;
  }

  close(): void {
    for (const talker of this.#talkers) talker.close();
  }

  #add(): void {
    const id = this.#talkers.length;
    this.#talkers.push(new Talker(id, `r${this.#seating.roomOf(id)}`, this.#surroundings));
  }

  #roundsWhileAny(awaited: Talker['state']): void {
    while (this.#talkers.some(({ state }) => state === awaited)) {
      if (!this.#round(PATIENCE_SECONDS)) return;
    }
  }

  /** @returns false if nothing was ready */
  #round(timeoutSeconds: number): boolean {
    const ready = this.#surroundings.selector.select(timeoutSeconds);
    for (const [key, events] of ready) key.data(events);
    return ready.length > 0;
  }
}
