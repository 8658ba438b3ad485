/**
 * What threads did with a Gil, as intervals of time.
 */
import { addon } from '../addon/index.js';
import { RuntimeError } from '../errors/index.js';
import { Opaque, TEXT } from '../opaque/index.js';
import { nowMs } from '../wait/index.js';
import type { GilGate } from './gilGate.js';

/** A time in which a thread was in one state. */
export interface GilTraceEvent {
  /** The ident of the thread. */
  readonly thread: number;
  readonly name: string;
  /** `blocked`: in a call that has given the Gil up: I/O, `sleep()`, a lock. */
  readonly state: 'running' | 'waiting' | 'blocked';
  /** Seconds after the trace began. */
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** Whether the thread gave the Gil up because another had waited for a switch interval. */
  readonly forced: boolean;
}

/** The addon's numbers for what happens. */
const WANTED = 0;
const TAKEN = 1;
const RELEASED = 2;
const BLOCKED = 3;
const FORCED = 4;
const GAVE_UP_WAITING = 5;

/** The state of a thread after each happening; none if the thread neither holds the Gil nor wants it back. */
const stateAfter = {
  [WANTED]: 'waiting',
  [TAKEN]: 'running',
  [RELEASED]: null,
  [BLOCKED]: 'blocked',
  [FORCED]: 'waiting',
  [GAVE_UP_WAITING]: null,
} as const;

interface Lane {
  state: GilTraceEvent['state'] | null;
  since: number;
}

/** A recording, begun by `gil.trace()`. It ends by itself after a million happenings. */
export class GilTrace extends Opaque {
  readonly #gate: GilGate;
  readonly #startNs: number;
  #events: GilTraceEvent[] | null = null;

  /** @internal */
  constructor(gate: GilGate) {
    super();
    this.#gate = gate;
    this.#startNs = nowNs();
    if (addon.gilStartTrace(gate.index) === 0)
      throw new RuntimeError('this Gil is being traced already');
  }

  /**
   * Ends the recording.
   *
   * @returns for each thread its states, one after the other; the same list when called again
   */
  stop(): GilTraceEvent[] {
    this.#events ??= this.#collect();
    return this.#events;
  }

  [Symbol.dispose](): void {
    void this.#gate;
    this.stop();
  }

  /** @internal */
  override [TEXT](className: string): string {
    return `<${className}: ${this.#events === null ? 'recording' : 'stopped'}>`;
  }

  #collect(): GilTraceEvent[] {
    const happenings = addon.gilStopTrace(this.#gate.index);
    const stopSeconds = (nowNs() - this.#startNs) / 1e9;
    const names = new Map(addon.gilStats(this.#gate.index).map(({ ident, name }) => [ident, name]));
    const lanes = new Map<number, Lane>();
    const events: GilTraceEvent[] = [];

    const end = (thread: number, { state, since }: Lane, endSeconds: number, forced: boolean) => {
      if (state === null) return;
      const name = names.get(thread) ?? '';
      events.push({ thread, name, state, startSeconds: since, endSeconds, forced });
    };
    for (let at = 0; at < happenings.length; at += 3) {
      const [timeNs, thread, what] = happenings.subarray(at, at + 3) as unknown as Happening;
      const seconds = Math.max(0, (timeNs - this.#startNs) / 1e9);
      // The thread has held the Gil since before the trace began.
      const wasRunning = what === RELEASED || what === BLOCKED || what === FORCED;
      const lane = lanes.get(thread) ?? { state: wasRunning ? 'running' : null, since: 0 };
      // A thread that is made to give the Gil up waits for it again at once.
      if (lane.state === stateAfter[what]) continue;
      end(thread, lane, seconds, what === FORCED);
      lanes.set(thread, { state: stateAfter[what], since: seconds });
    }
    for (const [thread, lane] of lanes) end(thread, lane, stopSeconds, false);
    return events.sort((a, b) => a.thread - b.thread || a.startSeconds - b.startSeconds);
  }
}

type Happening = [timeNs: number, thread: number, what: keyof typeof stateAfter];

/** The names of the addon's numbers. */
function nowNs(): number {
  return nowMs() * 1e6;
}
