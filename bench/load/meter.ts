import { type Figures, Latencies } from '../rounds/index.js';

/**
 * The first round has at least as many, however short it was to be: until then a server in JavaScript
 * is being compiled, which takes it several times as long.
 */
const WARM_UP_MESSAGES = 10_000;

const NS_PER_MS = 1e6;
const MS_PER_SECOND = 1000;

/** What a round measures: how many messages, how many a second, and how long they took. */
export class Meter {
  messages = 0;
  readonly #latencies = new Latencies();
  #fewest = WARM_UP_MESSAGES;
  #startedMs = 0;
  #endMs = 0;
  /** When the last latency ended. */
  #nowMs = 0;

  start(roundMs: number): void {
    this.messages = 0;
    this.#startedMs = performance.now();
    this.#endMs = this.#startedMs + roundMs;
  }

  /** Something that was sent then has arrived. */
  record(sentMs: number): void {
    this.#nowMs = performance.now();
    this.#latencies.record((this.#nowMs - sentMs) * NS_PER_MS);
  }

  /** Whether nothing more is to be sent. */
  get isOver(): boolean {
    return this.#nowMs >= this.#endMs && this.messages >= this.#fewest;
  }

  finish(): Figures {
    this.#fewest = 0;
    const seconds = (this.#nowMs - this.#startedMs) / MS_PER_SECOND;
    return { messages: this.messages, rate: this.messages / seconds, ...this.#latencies.take() };
  }
}
