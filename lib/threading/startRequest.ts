/**
 * How a thread asks the host for another.
 */
import type { MessagePort } from 'node:worker_threads';
import type { PackedTarget } from '../marshal/index.js';

/** What the host needs to know of a thread. */
export interface StartRequest {
  readonly ident: number;
  readonly name: string;
  readonly daemon: boolean;
  /** What the thread itself needs to know. */
  readonly thread: ThreadInit;
}

export interface ThreadInit {
  readonly ident: number;
  readonly target: PackedTarget | null;
  readonly gil: number | null;
  readonly argv: string[];
  readonly starterHasHook: Int32Array;
  /** Brings the arguments, and takes the exception. */
  readonly port: MessagePort;
}

/** The host as a thread sees it. */
export interface ThreadHost {
  readonly port: Pick<MessagePort, 'postMessage'>;
  /** How many workers of threads there are that the program waits for, and `IS_UP`. */
  readonly awaited: Int32Array;
}

export const HOST_PROGRAM = 'threading/hostWorker.js';
export const THREAD_PROGRAM = 'threading/threadWorker.js';

/** Where in `awaited` the host says that it is there, by the number that the addon knows it by. */
export const IS_UP = 1;
