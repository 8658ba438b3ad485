/**
 * Threads: CPython's Lib/threading.py, over node:worker_threads.
 */
import { isMainThread, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { addon } from '../addon/index.js';
import { checkedBoolean } from '../arguments/index.js';
import { RuntimeError } from '../errors/index.js';
import { NUMBER } from '../handles/index.js';
import {
  carry,
  type PackedException,
  type PackedTarget,
  refuseRun,
  requireLoaded,
  type Target,
  unpackException,
  type WithArgs,
} from '../marshal/index.js';
import { carried, Opaque, TEXT } from '../opaque/index.js';
import { heldGate, requireStack, timeoutMsFromSeconds, wait } from '../wait/index.js';
import { clonedArgv, type SentArgs, sendArgs } from './args.js';
import { callExcepthook, hasHook } from './excepthook.js';
import { untilFinished } from './finished.js';
import type { Gil } from './gil.js';
import { startWorker } from './threadHost.js';
import { type Assignment, assignmentOf, type ThreadOptions } from './threadOptions.js';

/** The addon's numbers for kinds and states. */
const MAIN = 1;
const DUMMY = 2;
const STARTED = 1;
const FINISHED = 3;

if (isMainThread) addon.threadRun(addon.threadMain());

const known = new Map<number, WeakRef<Thread>>();

const forgotten = new FinalizationRegistry<{ index: number; ident: number }>(({ index, ident }) => {
  addon.threadForget(index);
  if (known.get(ident)?.deref() === undefined) known.delete(ident);
});

const CARRIED = carried('Thread');

/** A new Thread is an object for this one, if there is one. */
let existing: number | undefined;

/**
 * A function run in a thread of its own. Python's `threading.Thread`.
 *
 * The thread has its own JavaScript heap: it loads its own copies of modules, and gets clones of its
 * arguments. What it prints is written at once. An exception that its target throws ends the thread
 * alone: see `setExcepthook()`.
 *
 * A thread imports the module of its target. A module that holds a target and starts it does so behind
 * `if (isMainThread)`, as in Python behind `if __name__ == '__main__'`.
 *
 * @typeParam T - of the target, by which `args` are checked
 */
export class Thread<T extends Target | null = Target | null> extends Opaque {
  readonly #index: number;
  readonly #ident: number;
  #assignment: Assignment | null = null;
  /** Where the exception comes from, if the thread was started here. */
  #port: MessagePort | null = null;

  /**
   * @throws TypeError for a target that is neither a self-contained function nor a URL
   * @throws ValueError for a target that is no absolute URL
   */
  constructor(options?: WithArgs<ThreadOptions<T>, T>);
  constructor(options: ThreadOptions = {}) {
    super(CARRIED);
    if (existing === undefined) {
      const { name, daemon, ...assignment } = assignmentOf(options);
      this.#index = addon.threadCreate(name, daemon);
      this.#assignment = assignment;
    } else {
      this.#index = existing;
    }
    this.#ident = addon.threadIdent(this.#index);
    known.set(this.#ident, new WeakRef(this));
    forgotten.register(this, { index: this.#index, ident: this.#ident });
  }

  /** @internal */
  static of(ident: number): Thread | null {
    const thread = known.get(ident)?.deref();
    if (thread !== undefined) return thread;
    const index = addon.threadFrom(ident);
    if (index < 0) return null;
    existing = index;
    try {
      return new Thread();
    } finally {
      existing = undefined;
    }
  }

  /** @internal */
  get [NUMBER](): number {
    return this.#ident;
  }

  /** Seen by all threads. Any text; it means nothing. */
  get name(): string {
    return addon.threadName(this.#index);
  }

  set name(name: string) {
    addon.threadSetName(this.#index, String(name));
  }

  /** A number that no other thread of the process has; null before `start()`. */
  get ident(): number | null {
    return this.#state >= STARTED ? this.#ident : null;
  }

  /**
   * What the operating system calls it: gettid(2) and its kin; null before `start()`. Waits for a
   * thread that has only just been started. (null too for a main thread that has not loaded this
   * module.)
   */
  get nativeId(): number | null {
    const state = this.#state;
    if (state < STARTED) return null;
    if (state === STARTED && addon.threadKind(this.#index) === MAIN) return null;
    const call = (timeoutMs: number) => addon.threadWaitUntilRunning(this.#index, timeoutMs);
    wait(call, Number.POSITIVE_INFINITY);
    return addon.threadNativeId(this.#index);
  }

  /**
   * Whether the program may end while it runs. Inherited from the creating thread; set before
   * `start()`.
   *
   * @throws RuntimeError if set afterwards
   */
  get daemon(): boolean {
    return addon.threadDaemon(this.#index) === 1;
  }

  set daemon(daemon: boolean) {
    checkedBoolean(daemon, 'daemon');
    if (this.#state >= STARTED) {
      throw new RuntimeError('cannot set daemon status of active thread');
    }
    addon.threadSetDaemon(this.#index, daemon);
  }

  /** True from `start()` until the target has returned or thrown. */
  isAlive(): boolean {
    const state = this.#state;
    return state >= STARTED && state < FINISHED;
  }

  /**
   * Has the thread run, once. Returns at once.
   *
   * The first in a program waits until the hidden worker is there that starts them. A thread that cannot be
   * started after all is over, and that is printed.
   *
   * @throws RuntimeError if it was started before, or there can be no such worker; and while a thread or
   * process imports the module of its own target: there, nothing has happened
   * @throws TypeError for arguments and a `process.argv` that cannot be cloned, and for a subclass with a
   * `run()` that was given no target; nothing has happened then
   */
  start(): void {
    const assignment = this.#assignment;
    if (this.#state >= STARTED || assignment === null) {
      throw new RuntimeError('threads can only be started once');
    }
    requireStack();
    // Before anything of the caller's is read: a getter could come back here.
    this.#assignment = null;
    const { target, args, gil } = assignment;
    let argv: string[];
    let sent: SentArgs;
    try {
      refuseRun(this, target);
      requireLoaded('thread');
      argv = clonedArgv();
      sent = sendArgs(args);
    } catch (error) {
      this.#assignment = assignment;
      throw error;
    }
    if (gil !== null) sent.holds.push(gil[NUMBER]);
    addon.threadStart(this.#index, Float64Array.from(sent.holds));
    this.#launch(target, gil, argv, sent);
    this.#port = sent.port;
    this.#port.on('message', (exception: PackedException) => this.#report(exception));
    this.#port.unref();
  }

  /**
   * Waits until the target has returned or thrown, or the time is up: see `isAlive()`.
   *
   * @param timeout - seconds; null for any time, 0 or less not at all
   * @throws RuntimeError before `start()`, and for the calling thread itself
   */
  join(timeout: number | null = null): void {
    const timeoutMs = Math.max(0, timeoutMsFromSeconds(timeout));
    this.#requireJoinable();
    const call = (sliceMs: number) => addon.threadWaitUntilFinished(this.#index, sliceMs);
    wait(call, timeoutMs);
    this.#drain();
  }

  /**
   * `join()` without blocking the calling thread. Pending keeps the process alive.
   *
   * @returns a promise, rejected where `join()` throws
   * @throws RuntimeError (by rejection) if the calling thread holds a Gil, too
   */
  async joinAsync(timeout: number | null = null): Promise<void> {
    const timeoutMs = Math.max(0, timeoutMsFromSeconds(timeout));
    this.#requireJoinable();
    if (heldGate() !== null) throw new RuntimeError('joinAsync() while this thread holds a Gil');
    await untilFinished(this.#index, timeoutMs);
    this.#drain();
  }

  /**
   * As Python shows it: `<Thread(Thread-1, started 7)>`.
   *
   * @internal
   */
  override [TEXT](className: string): string {
    const state = this.#state;
    const name = addon.threadName(this.#index);
    const words = state < STARTED ? 'initial' : state < FINISHED ? 'started' : 'stopped';
    const daemon = addon.threadDaemon(this.#index) === 1 ? ' daemon' : '';
    return `<${className}(${name}, ${words}${daemon}${state < STARTED ? '' : ` ${this.#ident}`})>`;
  }

  get #state(): number {
    return addon.threadState(this.#index);
  }

  #launch(target: PackedTarget | null, gil: Gil | null, argv: string[], sent: SentArgs): void {
    // Not by the getters of a subclass, which may throw.
    const name = addon.threadName(this.#index);
    const daemon = addon.threadDaemon(this.#index) === 1;
    const ident = this.#ident;
    const thread = {
      ident,
      target,
      gil: gil?.[NUMBER] ?? null,
      argv,
      starterHasHook: hasHook,
      port: sent.remotePort,
    };
    try {
      startWorker({ ident, name, daemon, thread });
      const { descriptors } = sent;
      if (descriptors.length > 0) addon.threadGive(this.#index, Int32Array.from(descriptors));
      sent.left();
    } catch (cause) {
      addon.threadFinish(ident);
      sent.port.close();
      if (cause instanceof RuntimeError) throw cause;
      throw new RuntimeError("can't start new thread", { cause });
    }
  }

  #requireJoinable(): void {
    if (addon.threadKind(this.#index) === DUMMY) {
      throw new RuntimeError('cannot join a dummy thread');
    }
    if (this.#state < STARTED) throw new RuntimeError('cannot join thread before it is started');
    if (this.#ident === addon.threadHere()) throw new RuntimeError('cannot join current thread');
  }

  /** An exception that has come while this thread was blocked. */
  #drain(): void {
    if (this.#port === null) return;
    requireStack();
    const received = receiveMessageOnPort(this.#port) as { message: PackedException } | undefined;
    if (received !== undefined) this.#report(received.message);
  }

  #report(exception: PackedException): void {
    callExcepthook(unpackException(exception), this);
  }
}

carry<Thread>({
  tag: 'Thread',
  owns: (object) => object instanceof Thread,
  pack: (thread) => ({ data: thread[NUMBER], holds: thread[NUMBER] }),
  unpack: (ident: number) => Thread.of(ident) as Thread,
});
