/**
 * Waits of a selector that leave the thread to Node.
 */
import { setImmediate } from 'node:timers';
import { RuntimeError } from '../errors/index.js';
import {
  type Interests,
  NO_INTERESTS,
  nowMs,
  requireStack,
  turnOfLoop,
  Watch,
} from '../wait/index.js';
import { reasonOf, whenAborted } from './abortSignal.js';
import { PendingWait } from './pendingWait.js';
import type { SelectorKey } from './selectorKey.js';

/** Whatever the selector's own types are: of them all, or it could not be assigned to a wider one. */
type Ready = Array<[SelectorKey, number]>;

type Pending = PendingWait<Ready>;

/** What is waited for. */
export interface Waitable {
  /** A descriptor that is readable whenever something is ready, or null if there is none. */
  descriptor(): number | null;
  interests(): Interests;
  /** What a wait is to return now; undefined if it is to go on. */
  attempt(): Ready | undefined;
}

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

  /** One that is aborted in this moment is over, whichever listener of the signal comes first. */
  endIfAborted(): void {
    const pending = this.#pending;
    if (pending?.signal?.aborted) this.#abort(pending);
  }

  /**
   * The caller's code, which a signal may run, comes last here: it may start a wait, close the selector
   * or throw.
   *
   * @param signal - not aborted
   * @throws RuntimeError if there is a wait already
   * @throws OSError EMFILE at the limit of descriptors, EAGAIN at that of threads
   */
  start(timeoutMs: number, signal?: AbortSignal): Promise<Ready> {
    if (this.#pending !== null) throw new RuntimeError('there is a pending selectAsync() already');
    requireStack();
    if (timeoutMs > 0) this.#watch ??= this.#makeWatch();
    const isDue = loopIsDue();
    if (!isDue && (this.#looksFirst || timeoutMs === 0)) {
      const ready = this.#waitable.attempt();
      if (ready !== undefined) return Promise.resolve(ready);
      if (timeoutMs === 0) return Promise.resolve([]);
      this.#looksFirst = false;
    }
    const pending: Pending = new PendingWait(nowMs() + timeoutMs, signal);
    this.#pending = pending;
    try {
      if (isDue) this.#giveTurn(pending);
      else this.#waitOn(pending);
      if (signal !== undefined) whenAborted(signal, () => this.#abort(pending), pending.promise);
    } catch (error) {
      this.#fail(pending, error);
    }
    return pending.promise;
  }

  /** The wait that is under way. */
  get pending(): object | null {
    return this.#pending;
  }

  /** Ends this wait with nothing; false if it is over already. */
  end(wait: object): boolean {
    const pending = this.#pending;
    if (pending === null || pending !== wait) return false;
    this.#settle();
    pending.resolve([]);
    return true;
  }

  keepAlive(keepsAlive: boolean): void {
    this.#keepsAlive = keepsAlive;
    this.#watch?.keepAlive(keepsAlive);
  }

  /** To be called before what there is to watch changes. */
  interestsChange(): void {
    if (this.#isRearming || this.#pending === null || this.#waitable.descriptor() !== null) return;
    this.#vainReports = 0;
    // After all the changes of this moment, each of which may take a copy of thousands.
    void Promise.resolve().then(() => {
      this.#isRearming = false;
      this.#rearm();
    });
    this.#isRearming = true;
  }

  /** To be called when the descriptor names another file than before. */
  descriptorReplaced(): void {
    if (this.#watch === null) return;
    this.#watch.close();
    this.#watch = null;
    // At once, while there is the descriptor that the last one had.
    if (!this.#rearm()) this.#watch = this.#makeWatch();
  }

  /** To be called when a `select()` has taken a wake-up. */
  wakeupTaken(): void {
    if (this.#pending === null) return;
    this.#isOwedWakeup = true;
    void Promise.resolve().then(() => this.#look());
  }

  /** Ends a wait with nothing. */
  close(): void {
    if (this.#pending !== null) this.end(this.#pending);
    this.#watch?.close();
    this.#watch = null;
  }

  #giveTurn(pending: Pending): void {
    pending.isTurnOfLoop = true;
    void turnOfLoop().then(() => {
      pending.isTurnOfLoop = false;
      if (this.#pending === pending) this.#look();
    });
  }

  #waitOn(pending: Pending): void {
    // poll(2) may insist on what select(2) does not see, such as a hang-up: look again a little later.
    if (this.#vainReports < MOST_VAIN_REPORTS) this.#arm(pending, this.#waitable.interests());
    else this.#arm(pending, NO_INTERESTS, PAUSE_MS);
  }

  #makeWatch(): Watch {
    return new Watch(this.#waitable.descriptor(), () => {
      const watchedMs = nowMs() - this.#armedMs;
      if (watchedMs < SOON_MS) this.#looksFirst = true;
      if (watchedMs < PAUSE_MS) this.#vainReports++;
      this.#look();
    });
  }

  #arm(pending: Pending, interests: Interests, longestMs = Number.POSITIVE_INFINITY): void {
    const { deadlineMs } = pending;
    const leftMs = deadlineMs === Number.POSITIVE_INFINITY ? deadlineMs : deadlineMs - nowMs();
    this.#watch ??= this.#makeWatch();
    this.#watch.arm(interests, Math.min(leftMs, longestMs), this.#keepsAlive);
    this.#armedMs = nowMs();
  }

  /** False if nothing is watched now. */
  #rearm(): boolean {
    const pending = this.#pending;
    if (pending === null || pending.isTurnOfLoop) return false;
    try {
      this.#arm(pending, this.#waitable.interests());
    } catch (error) {
      this.#fail(pending, error);
    }
    return true;
  }

  /** Called by Node's loop. */
  #look(): void {
    const atMs = noteTurn();
    const pending = this.#pending;
    if (pending === null) return;
    try {
      const ready = this.#waitable.attempt();
      if (ready !== undefined) {
        this.#settle();
        pending.resolve(ready);
      } else if (atMs >= pending.deadlineMs || this.#isOwedWakeup) {
        this.#settle();
        pending.resolve([]);
      } else {
        this.#waitOn(pending);
      }
    } catch (error) {
      this.#fail(pending, error);
    }
  }

  #abort(pending: Pending): void {
    if (this.#pending !== pending || pending.signal === undefined) return;
    this.#settle();
    try {
      pending.reject(reasonOf(pending.signal));
    } catch (error) {
      pending.reject(error);
    }
  }

  #fail(pending: Pending, error: unknown): void {
    if (this.#pending === pending) this.#settle();
    pending.reject(error);
  }

  /** The pending wait is over by this; its promise is the caller's to settle. */
  #settle(): void {
    if (this.#pending === null) return;
    this.#pending = null;
    this.#vainReports = 0;
    this.#isOwedWakeup = false;
    this.#watch?.rest();
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
  const atMs = nowMs();
  if (!isSameTurn) {
    isSameTurn = true;
    lastTurnMs = atMs;
    // This one may be a fake, if it was there before this package. Then the turn has no end here, and each
    // wait gives Node another, which costs no more than time.
    const end: NodeJS.Immediate | undefined = setImmediate(() => {
      isSameTurn = false;
    });
    end?.unref();
  }
  return atMs;
}

function loopIsDue(): boolean {
  return nowMs() - lastTurnMs > LONGEST_STREAK_MS;
}
