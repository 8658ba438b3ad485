/**
 * Waits of a selector that leave the thread to Node.
 */
import { clearImmediate, clearTimeout, setImmediate, setTimeout } from 'node:timers';
import { RuntimeError } from '../errors/index.js';
import { type Interests, Watch } from '../select/index.js';
import type { SelectorKey } from './selectorKey.js';

/** Whatever the selector's own types are: of them all, or it could not be assigned to a wider one. */
type Ready = Array<[SelectorKey, number]>;

/** What is waited for. */
export interface Waitable {
  /** A descriptor that is readable whenever something is ready, or null if there is none. */
  descriptor(): number | null;
  interests(): Interests;
  /** What a wait is to return now; undefined if it is to go on. */
  attempt(): Ready | undefined;
}

interface Pending {
  readonly resolve: (ready: Ready) => void;
  readonly reject: (reason: unknown) => void;
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
  readonly onAbort: () => void;
  timer?: NodeJS.Timeout | undefined;
  /** While Node's loop has its turn first. */
  turn?: NodeJS.Immediate | undefined;
}

/** The longest that a timer of Node's can be. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class AsyncWait {
  readonly #waitable: Waitable;
  /**
   * Had before the first wait returns anything, though that may not need it: what is ready then may be
   * a connection that takes the last descriptor, and the next wait could not be.
   */
  #watch: Watch | null = null;
  #pending: Pending | null = null;
  #keepsAlive = true;
  #isRearming = false;
  /** Whether to look before waiting: of no use where the last time nothing was ready so soon. */
  #looksFirst = true;
  #armedMs = 0;
  /** How often in a row the watch has reported what turned out to be nothing. */
  #vainReports = 0;
  /** Somebody else has taken the wake-up that was to end this wait. */
  #isOwedWakeup = false;

  constructor(waitable: Waitable) {
    this.#waitable = waitable;
  }

  /**
   * @throws RuntimeError if there is a wait already
   * @throws the signal's reason, if it is aborted
   * @throws OSError EMFILE at the limit of descriptors, EAGAIN at that of threads
   */
  start(timeoutMs: number, signal?: AbortSignal): Promise<Ready> {
    // One that is aborted in this moment is over, whichever listener comes first.
    if (this.#pending?.signal?.aborted) this.#pending.onAbort();
    if (this.#pending !== null) throw new RuntimeError('there is a pending selectAsync() already');
    signal?.throwIfAborted();
    if (timeoutMs > 0) this.#watch ??= this.#makeWatch();
    const isDue = loopIsDue();
    if (!isDue && (this.#looksFirst || timeoutMs === 0)) {
      const ready = this.#waitable.attempt();
      if (ready !== undefined) return Promise.resolve(ready);
      if (timeoutMs === 0) return Promise.resolve([]);
      this.#looksFirst = false;
    }
    return new Promise((resolve, reject) => {
      const onAbort = () => this.#settle()?.reject(signal?.reason);
      const deadlineMs = performance.now() + timeoutMs;
      signal?.addEventListener('abort', onAbort);
      const pending: Pending = { resolve, reject, deadlineMs, signal, onAbort };
      this.#pending = pending;
      if (isDue) this.#giveTurn(pending);
      else this.#waitOn(pending);
    });
  }

  keepAlive(keepsAlive: boolean): void {
    this.#keepsAlive = keepsAlive;
    if (this.#pending === null) return;
    const { timer, turn } = this.#pending;
    if (turn === undefined) this.#watch?.keepAlive(keepsAlive);
    if (keepsAlive) {
      timer?.ref();
      turn?.ref();
    } else {
      timer?.unref();
      turn?.unref();
    }
  }

  /** To be called when what there is to watch has changed. */
  interestsChanged(): void {
    if (this.#isRearming || this.#pending === null || this.#waitable.descriptor() !== null) return;
    this.#vainReports = 0;
    // After all the changes of this moment, each of which may take a copy of thousands.
    this.#isRearming = true;
    queueMicrotask(() => {
      this.#isRearming = false;
      if (this.#pending !== null && this.#pending.turn === undefined) this.#arm(this.#pending);
    });
  }

  /** To be called when the descriptor names another file than before. */
  descriptorReplaced(): void {
    if (this.#watch === null) return;
    this.#watch.close();
    this.#watch = null;
    // At once, while there is the descriptor that the last one had.
    if (this.#pending !== null && this.#pending.turn === undefined) this.#arm(this.#pending);
    else this.#watch = this.#makeWatch();
  }

  /** To be called when a `select()` has taken a wake-up. */
  wakeupTaken(): void {
    if (this.#pending === null) return;
    this.#isOwedWakeup = true;
    queueMicrotask(() => this.#look());
  }

  /** Ends a wait with nothing. */
  close(): void {
    this.#settle()?.resolve([]);
    this.#watch?.close();
    this.#watch = null;
  }

  #giveTurn(pending: Pending): void {
    pending.turn = setImmediate(() => {
      pending.turn = undefined;
      this.#look();
    });
    if (!this.#keepsAlive) pending.turn.unref();
  }

  #waitOn(pending: Pending): void {
    // poll(2) may insist on what select(2) does not see, such as a hang-up: look again a little later.
    const isVain = this.#vainReports >= MOST_VAIN_REPORTS;
    if (!isVain) this.#arm(pending);
    if (this.#pending !== pending) return; // It could not be watched.
    const leftMs = pending.deadlineMs - performance.now();
    const delayMs = isVain ? Math.min(leftMs, PAUSE_MS) : leftMs;
    if (delayMs === Number.POSITIVE_INFINITY) return;
    clearTimeout(pending.timer);
    pending.timer = setTimeout(() => this.#look(), Math.min(Math.ceil(delayMs), LONGEST_TIMER_MS));
    if (!this.#keepsAlive) pending.timer.unref();
  }

  #makeWatch(): Watch {
    return new Watch(this.#waitable.descriptor(), () => {
      if (performance.now() - this.#armedMs < SOON_MS) this.#looksFirst = true;
      this.#vainReports++;
      this.#look();
    });
  }

  #arm(pending: Pending): void {
    try {
      this.#watch ??= this.#makeWatch();
      this.#watch.arm(this.#waitable.interests(), this.#keepsAlive);
      this.#armedMs = performance.now();
    } catch (error) {
      this.#settle();
      pending.reject(error);
    }
  }

  /** Called by Node's loop. */
  #look(): void {
    const nowMs = noteTurn();
    const pending = this.#pending;
    if (pending === null) return;
    try {
      const ready = this.#waitable.attempt();
      if (ready !== undefined) {
        this.#settle();
        pending.resolve(ready);
      } else if (nowMs >= pending.deadlineMs || this.#isOwedWakeup) {
        this.#settle();
        pending.resolve([]);
      } else {
        this.#waitOn(pending);
      }
    } catch (error) {
      this.#settle();
      pending.reject(error);
    }
  }

  /** The wait that is over by this, if there was one. */
  #settle(): Pending | null {
    const pending = this.#pending;
    if (pending === null) return null;
    this.#pending = null;
    this.#vainReports = 0;
    this.#isOwedWakeup = false;
    clearTimeout(pending.timer);
    clearImmediate(pending.turn);
    pending.signal?.removeEventListener('abort', pending.onAbort);
    this.#watch?.rest();
    return pending;
  }
}

/** What is ready so soon would have been found by looking first: Node's loop takes longer to say so. */
const SOON_MS = 0.02;

const MOST_VAIN_REPORTS = 2;
const PAUSE_MS = 10;

/** For so long waits are answered at once; then it is the turn of whatever else Node has to do. */
const LONGEST_STREAK_MS = 1;

/** When Node's loop last had its turn, as far as it is known here, and whether that is still the one. */
let lastTurnMs = Number.NEGATIVE_INFINITY;
let isSameTurn = false;

/** Returns the time. */
function noteTurn(): number {
  const nowMs = performance.now();
  if (!isSameTurn) {
    isSameTurn = true;
    lastTurnMs = nowMs;
    setImmediate(() => {
      isSameTurn = false;
    }).unref();
  }
  return nowMs;
}

function loopIsDue(): boolean {
  return performance.now() - lastTurnMs > LONGEST_STREAK_MS;
}
