import type { Gap } from './ledger.js';

/** How the server's status page was read meanwhile. */
export interface PageReport {
  readonly answered: number;
  readonly failed: number;
  /** How long the answers took. */
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** What the clients have to say in the end: a line of JSON from the load to the server. */
export interface Report {
  /** How many were to connect, got into their rooms, and lost their connection there. */
  readonly clients: number;
  readonly arrived: number;
  readonly lost: number;
  readonly rooms: number;
  /** How long they talked. */
  readonly seconds: number;
  readonly stopped: boolean;
  readonly sent: number;
  readonly expected: number;
  readonly received: number;
  readonly missing: number;
  readonly outOfOrder: number;
  readonly damaged: number;
  readonly stray: number;
  /** The first few of who misses whose messages. */
  readonly gaps: readonly Gap[];
  /** Null if there is no page, or nobody has talked. */
  readonly page: PageReport | null;
}
