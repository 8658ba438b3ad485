import type { Outcome } from './outcome.js';
import type { Shares } from './shareCalls.js';

/**
 * Threads, each known by an index in every thread that has an object for it, and in the whole process
 * by a number: its ident.
 */
export interface ThreadCalls {
  threadCreate(name: string, daemon: boolean): number;
  /** The index, or -1 if there is no thread of this ident. */
  threadFrom(ident: number): number;
  threadForget(thread: number): Outcome;
  threadIdent(thread: number): number;
  threadName(thread: number): string;
  threadSetName(thread: number, name: string): Outcome;
  threadDaemon(thread: number): Outcome;
  threadSetDaemon(thread: number, daemon: boolean): Outcome;
  /** 0 for one started as a Thread, 1 for the main thread, 2 for another worker. */
  threadKind(thread: number): Outcome;
  /** 0 unstarted, 1 started, 2 running, 3 finished. */
  threadState(thread: number): Outcome;
  /** 0 before it runs. */
  threadNativeId(thread: number): number;
  /** `carried`: the numbers of shared objects to keep for it. 0 if it was started before. */
  threadStart(thread: number, carried: Float64Array): Outcome;
  /** To be a worker of this host, and over when that is. 0 if there is no such host any more. */
  threadAssign(ident: number, host: number): Outcome;
  /** To be called once by the worker that starts those of threads. Its number as such, not 0. */
  threadHostOpen(): number;
  /** To be called by it when it begins to end: it takes no more. */
  threadHostShut(): Outcome;
  /** To be called on the thread itself. 0 if there is none of this ident. */
  threadRun(ident: number): Outcome;
  /** Descriptors that its arguments name. They are closed if it finishes before it has taken them. */
  threadGive(thread: number, descriptors: Int32Array): Outcome;
  /** To be called on the thread itself, before anything is made of its arguments. 0 if they are closed. */
  threadTakeGiven(): Outcome;
  threadFinish(ident: number): Outcome;
  threadWaitUntilRunning(thread: number, timeoutMs: number): Outcome;
  threadWaitUntilFinished(thread: number, timeoutMs: number): Outcome;
  threadWakeWhenFinished(thread: number, waker: number): Outcome;
  /** The ident of the main thread. */
  threadMain(): number;
  /** For the name of a new thread: 1, 2, 3 … */
  threadNextNumber(): number;
  /** The ident of the calling thread. */
  threadHere(): number;
  threadsAlive(): number[];

  /** Keeps the shared object of this number, whatever it is, for as long as the process lives. */
  sharedPin(number: number): Outcome;
}

/** Gils, each known by an index in every thread that has an object for it. */
export interface GilCalls {
  readonly gils: Shares;
  gilCreate(): number;
  /** That of the process. */
  gilShared(): number;
  /** 1 if this thread has it now. */
  gilTryTake(gil: number): Outcome;
  /** `again`: going on with a wait that the end of a slice has cut short. 1 if this thread has it now. */
  gilTake(gil: number, timeoutMs: number, again: boolean): Outcome;
  /** `why`: 0 released, 1 for a call that blocks, 2 at another thread's request. */
  gilDrop(gil: number, why: number): Outcome;
  /** 1 if another thread waits for it. To be called by the holder. */
  gilWanted(gil: number): Outcome;
  gilLocked(gil: number): Outcome;
  /** Memory that is not 0 while another thread asks the holder for it; null if that cannot be had. */
  gilDropRequest(gil: number): ArrayBuffer | null;
  gilSwitchInterval(gil: number): number;
  gilSetSwitchInterval(gil: number, intervalNs: number): Outcome;
  gilStats(gil: number): GilAccount[];
  /** 0 if there is a trace already. */
  gilStartTrace(gil: number): Outcome;
  /** Triples: nanoseconds on the monotonic clock, the thread's ident, what happened (see `Happening`). */
  gilStopTrace(gil: number): Float64Array;
}

/** What one thread has had of a Gil. */
export interface GilAccount {
  readonly ident: number;
  readonly name: string;
  readonly acquisitions: number;
  readonly forcedSwitches: number;
  readonly voluntarySwitches: number;
  readonly heldSeconds: number;
  readonly waitedSeconds: number;
}
