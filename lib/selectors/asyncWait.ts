/**
 * Waits of a selector that leave the thread to Node.
 */
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
import { isTurnDue, noteTurn } from './turns.js';

/** Of all types of keys: with the selector's own types, it could not be assigned to a selector of wider types. */
type Ready = Array<[SelectorKey, number]>;

type Pending = PendingWait<Ready>;

/** The selector, as far as its asynchronous waits need it. */
export interface Waitable {
  /** A descriptor that is readable whenever something is ready, or null if there is none. */
  descriptor(): number | null;
  interests(): Interests;
  /** What a wait returns now; undefined if it goes on. */
  readyNow(): Ready | undefined;
}

export class AsyncWait {
  readonly #waitable: Waitable;
  /**
   * Created before the first result is delivered, even if that wait does not need it: accepting a connection
   * may then use up the last descriptor, and the next wait could not be watched.
   */
  #watch: Watch | null = null;
  #pending: Pending | null = null;
  #keepsAlive = true;
  #isRearming = false;
  /** Whether to look before the watch is armed. False after a look that has found nothing. */
  #looksFirst = true;
  #armedMs = 0;
  /** How many reports of the watch in a row have turned out to be nothing. */
  #spuriousReports = 0;
  /** A `select()` has taken the wake-up that was to end the pending wait. */
  #isWakeupTakenElsewhere = false;

  constructor(waitable: Waitable) {
    this.#waitable = waitable;
  }

  /**
   * Ends the pending wait if its signal is aborted. The signal may have called another listener first, which
   * starts the next wait.
   */
  endIfAborted(): void {
    const pending = this.#pending;
    if (pending?.signal?.aborted) this.#abort(pending);
  }

  /**
   * Uses the signal last: a signal may run code of the caller's, which starts a wait, closes the selector or
   * throws.
   *
   * @param signal - not aborted
   * @throws RuntimeError if there is a wait already
   * @throws OSError EMFILE at the limit of descriptors, EAGAIN at that of threads
   */
  start(timeoutMs: number, signal?: AbortSignal): Promise<Ready> {
    if (this.#pending !== null) throw new RuntimeError('there is a pending selectAsync() already');
    requireStack();
    if (timeoutMs > 0) this.#watch ??= this.#makeWatch();
    const isDue = isTurnDue();
    if (!isDue && (this.#looksFirst || timeoutMs === 0)) {
      const ready = this.#waitable.readyNow();
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

  /** Resolves this wait with `[]`. Returns false if it is over already. */
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

  /** To be called before something is registered, modified or unregistered. */
  interestsChange(): void {
    if (this.#isRearming || this.#pending === null || this.#waitable.descriptor() !== null) return;
    this.#spuriousReports = 0;
    // Once for all changes that are made in a row: interests() may copy thousands of entries.
    void Promise.resolve().then(() => {
      this.#isRearming = false;
      this.#rearm();
    });
    this.#isRearming = true;
  }

  /** To be called when `descriptor()` names another file than before. */
  descriptorReplaced(): void {
    if (this.#watch === null) return;
    this.#watch.close();
    this.#watch = null;
    // Made at once: the watch that was closed has left a descriptor free.
    if (!this.#rearm()) this.#watch = this.#makeWatch();
  }

  /** To be called when a `select()` has taken a wake-up. */
  wakeupTaken(): void {
    if (this.#pending === null) return;
    this.#isWakeupTakenElsewhere = true;
    void Promise.resolve().then(() => this.#look());
  }

  /** Resolves the pending wait with `[]`. */
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
    // poll(2) may report again and again what select(2) does not see, such as a hang-up: then look after a pause.
    if (this.#spuriousReports < MOST_SPURIOUS_REPORTS)
      this.#arm(pending, this.#waitable.interests());
    else this.#arm(pending, NO_INTERESTS, PAUSE_MS);
  }

  #makeWatch(): Watch {
    return new Watch(this.#waitable.descriptor(), () => {
      const watchedMs = nowMs() - this.#armedMs;
      if (watchedMs < SOON_MS) this.#looksFirst = true;
      if (watchedMs < PAUSE_MS) this.#spuriousReports++;
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
      const ready = this.#waitable.readyNow();
      if (ready !== undefined) {
        this.#settle();
        pending.resolve(ready);
      } else if (atMs >= pending.deadlineMs || this.#isWakeupTakenElsewhere) {
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

  /** Ends the pending wait. The caller settles its promise. */
  #settle(): void {
    if (this.#pending === null) return;
    this.#pending = null;
    this.#spuriousReports = 0;
    this.#isWakeupTakenElsewhere = false;
    this.#watch?.disarm();
  }
}

/** A report that comes so soon after arming is of something that a look would have found. */
const SOON_MS = 0.02;

const MOST_SPURIOUS_REPORTS = 2;
const PAUSE_MS = 10;
