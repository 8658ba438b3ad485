import type { Message } from './message.js';
import type { Seating } from './seating.js';

/** How many of somebody's messages somebody else has not got. */
export interface Gap {
  readonly receiver: number;
  readonly sender: number;
  readonly count: number;
}

/**
 * Accounts for every message at every receiver: whoever shares a room with its sender must get it,
 * exactly once, in the order in which it was sent, and whole.
 */
export class Ledger {
  sent = 0;
  expected = 0;
  received = 0;
  /** Came twice, or after a later one. */
  outOfOrder = 0;
  damaged = 0;
  /** Never sent, or not to this receiver. */
  stray = 0;
  readonly #seating: Seating;
  /** By sender: how many it has sent. */
  readonly #sentBy: Int32Array;
  /** By sender and seat of the receiver: the sequence number that must come next. */
  readonly #next: Int32Array;
  readonly #gotBy: Int32Array;

  constructor(seating: Seating) {
    const { clients, roomSize } = seating;
    this.#seating = seating;
    this.#sentBy = new Int32Array(clients);
    this.#next = new Int32Array(clients * roomSize);
    this.#gotBy = new Int32Array(clients * roomSize);
  }

  /** Deliveries that are still to come; in the end, those that never did. */
  get missing(): number {
    return this.expected - this.received;
  }

  /** @returns the sequence number of what the sender says next */
  send(sender: number): number {
    this.sent++;
    this.expected += this.#seating.othersNear(sender);
    const sequence = this.#sentBy[sender] as number;
    this.#sentBy[sender] = sequence + 1;
    return sequence;
  }

  receive(receiver: number, { sender, sequence, intact }: Message): void {
    if (!intact) {
      this.damaged++;
      return;
    }
    if (!this.#isMeantFor(receiver, sender, sequence)) {
      this.stray++;
      return;
    }
    const pair = this.#pair(receiver, sender);
    if (sequence < (this.#next[pair] as number)) {
      this.outOfOrder++;
      return;
    }
    this.#next[pair] = sequence + 1;
    this.#gotBy[pair] = (this.#gotBy[pair] as number) + 1;
    this.received++;
  }

  /** Who misses whose messages. */
  *gaps(): Generator<Gap> {
    for (let receiver = 0; receiver < this.#seating.clients; receiver++) {
      for (const sender of this.#seating.around(receiver)) {
        if (sender === receiver) continue;
        const got = this.#gotBy[this.#pair(receiver, sender)] as number;
        const count = (this.#sentBy[sender] as number) - got;
        if (count > 0) yield { receiver, sender, count };
      }
    }
  }

  #isMeantFor(receiver: number, sender: number, sequence: number): boolean {
    return (
      sender !== receiver &&
      sender < this.#seating.clients &&
      this.#seating.roomOf(sender) === this.#seating.roomOf(receiver) &&
      sequence < (this.#sentBy[sender] as number)
    );
  }

  #pair(receiver: number, sender: number): number {
    return sender * this.#seating.roomSize + this.#seating.seatOf(receiver);
  }
}
