import type { Outcome } from './outcome.js';

/** What all kinds of shared objects have. */
export interface Shares {
  /** The index here of what has this number in the process; -1 if there is none of this kind. */
  from(number: number): number;
  number(index: number): number;
  forget(index: number): Outcome;
}

/**
 * Locks, queues and so on, each known by an index in every thread that has an object for it, and in
 * the whole process by a number. Those with a `timeoutMs` wait for so long, or for a day; 0 is not yet.
 */
export interface ShareCalls {
  readonly locks: Shares;
  lockCreate(reentrant: boolean): number;
  /** 1 if this thread has it now. */
  lockTryAcquire(lock: number): Outcome;
  lockAcquire(lock: number, timeoutMs: number): Outcome;
  /** Less than 0 if this thread may not. */
  lockRelease(lock: number): Outcome;
  lockLocked(lock: number): Outcome;
  lockIsReentrant(lock: number): Outcome;

  readonly conditions: Shares;
  conditionCreate(lock: number): number;
  /** The number of its lock. */
  conditionLock(condition: number): number;
  /** Releases the lock. Less than 0 if this thread may not. */
  conditionEnter(condition: number): Outcome;
  /** 1 if notified. */
  conditionWait(condition: number, timeoutMs: number): Outcome;
  /** Takes the lock back: 1 if not notified before that, 2 if notified. */
  conditionLeave(condition: number, timeoutMs: number): Outcome;
  /** Less than 0 if this thread may not. */
  conditionNotify(condition: number, count: number): Outcome;

  readonly semaphores: Shares;
  semaphoreCreate(value: number, bounded: boolean): number;
  semaphoreTryAcquire(semaphore: number): Outcome;
  semaphoreAcquire(semaphore: number, timeoutMs: number): Outcome;
  /** Less than 0 if that is too much. */
  semaphoreRelease(semaphore: number, count: number): Outcome;
  semaphoreIsBounded(semaphore: number): Outcome;
  semaphoreValue(semaphore: number): number;

  readonly events: Shares;
  eventCreate(): number;
  /** How often it was set or cleared: odd while it is set. */
  eventCount(event: number): Outcome;
  eventSet(event: number): Outcome;
  eventClear(event: number): Outcome;
  /** 1 if that is not its count any more. */
  eventWait(event: number, count: number, timeoutMs: number): Outcome;

  readonly barriers: Shares;
  barrierCreate(parties: number, timeoutMs: number): number;
  barrierTimeout(barrier: number): number;
  /** 0, or one of the addon's outcomes and above its three bits the place. */
  barrierEnter(barrier: number, acts: boolean, timeoutMs: number): Outcome;
  barrierWait(barrier: number, givesUp: boolean, timeoutMs: number): Outcome;
  barrierEndAction(barrier: number, succeeded: boolean): Outcome;
  barrierReset(barrier: number): Outcome;
  barrierAbort(barrier: number): Outcome;
  barrierParties(barrier: number): Outcome;
  barrierWaiting(barrier: number): Outcome;
  barrierBroken(barrier: number): Outcome;

  readonly queues: Shares;
  queueCreate(maxsize: number): number;
  /**
   * `holds`: the numbers of shared objects that must be there when the message is taken out.
   * `descriptors`: those that go with it; this environment's no more if it returns 1. 1 if the message
   * is in the queue, 2 if that is shut down.
   */
  queuePut(
    queue: number,
    message: Uint8Array,
    holds: Float64Array | null,
    descriptors: Int32Array | null,
    timeoutMs: number,
  ): Outcome;
  /** The same without waiting, for a message that carries nothing. */
  queueTryPut(queue: number, length: number, message: Uint8Array): Outcome;
  /** `queueGet()` without waiting; a message that fits into `room` is there: 8 and its length. */
  queueTryGet(queue: number, room: Uint8Array): Buffer | Outcome;
  /**
   * The message, or 2 if the queue is shut down. What it holds is there until `queueLetGo()`; its
   * descriptors are this environment's.
   */
  queueGet(queue: number, timeoutMs: number): Buffer | Outcome;
  queueLetGo(): Outcome;
  /** Puts the message that was got last back as the first, before anything is made of its descriptors. */
  queuePutBack(queue: number, length: number, message: Uint8Array): Outcome;
  /** Less than 0 if that is too often. */
  queueTaskDone(queue: number): Outcome;
  /** 1 if all tasks are done. */
  queueJoin(queue: number, timeoutMs: number): Outcome;
  queueShutDown(queue: number, immediate: boolean): Outcome;
  queueSize(queue: number): Outcome;
  queueUnfinishedTasks(queue: number): Outcome;
  queueIsShutDown(queue: number): Outcome;
  queueMaxsize(queue: number): number;
  queueSetMaxsize(queue: number, maxsize: number): Outcome;
}
