/**
 * Processes: CPython's Lib/multiprocessing/process.py.
 */
import { constants } from 'node:os';
import { addon } from '../addon/index.js';
import { checkedBoolean, checkedOptions } from '../arguments/index.js';
import { describe, RuntimeError, ValueError } from '../errors/index.js';
import {
  type ArgsOf,
  bindToThread,
  cloned,
  type PackedTarget,
  packTarget,
  refuseRun,
  requireLoaded,
  type Target,
  type WithArgs,
} from '../marshal/index.js';
import { Opaque, TEXT } from '../opaque/index.js';
import { requireStack, timeoutMsFromSeconds } from '../wait/index.js';
import { activeChildren, started, watchChildren } from './children.js';
import { type Identity, identity } from './identity.js';
import { type PackedArgs, packArgs } from './inherited.js';
import { Popen } from './popen.js';

export interface ProcessOptions<T extends Target | null = Target | null> {
  /**
   * What the process runs: a function that a module exports, by the module's URL with the function's
   * name as its fragment (`default` without one); or a function that needs nothing from outside itself.
   * Without a target the process ends at once.
   */
  readonly target?: T | null;
  /** The parameters of a target that is a function. They are cloned; sockets and connections are inherited. */
  readonly args?: ArgsOf<T>;
  /** `Process-1` and so on if left out. */
  readonly name?: string | null;
  /** If left out, as for the current process. */
  readonly daemon?: boolean | null;
}

/** What the parent sends to the child. */
export interface Assignment {
  readonly target: PackedTarget | null;
  readonly args: PackedArgs;
  readonly identity: Identity;
}

/**
 * A function run in a process of its own, with its own Node. Python's `multiprocessing.Process`.
 *
 * The process ends when the function returns, or when its promise is settled, and has waited for the
 * threads and processes that it has started itself, if they are no daemons. Its exit code is then 0; 1
 * after an uncaught error. A program waits at its end for its processes, but not for the daemonic ones,
 * which it terminates, and which are killed with it if it is killed.
 *
 * A process imports the module of its target. A module that holds a target and starts it does so behind
 * `if (currentProcess().name === 'MainProcess')`, as in Python behind `if __name__ == '__main__'`.
 *
 * It may be used only in the thread that has made it.
 *
 * @typeParam T - of the target, by which `args` are checked
 */
export class Process<T extends Target | null = Target | null> extends Opaque {
  readonly #target: PackedTarget | null;
  readonly #args: readonly unknown[];
  readonly #numbers: readonly number[];
  #name: string;
  #daemon: boolean;
  #popen: Popen | null = null;
  #closed = false;

  /** @internal */
  constructor(options: ProcessOptions, numbers: readonly number[]);
  /**
   * @throws TypeError for a target that can be taken to no other process
   * @throws ValueError for a text as target that is no absolute URL
   */
  constructor(options?: WithArgs<ProcessOptions<T>, T>);
  constructor(options: ProcessOptions = {}, numbers: readonly number[] = nextNumbers()) {
    super();
    const { target = null, args = [], name = null, daemon = null } = checkedOptions(options);
    if (!Array.isArray(args)) throw new TypeError(`args must be an array, not ${describe(args)}`);
    this.#target = target === null ? null : packTarget(target);
    this.#args = args;
    this.#numbers = numbers;
    this.#name = name === null ? `Process-${numbers.join(':')}` : checkedName(name);
    this.#daemon = daemon === null ? identity().daemon : checkedBoolean(daemon, 'daemon');
  }

  /** For messages; it need not be unique. */
  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = checkedName(name);
  }

  /**
   * Whether it ends with its parent. It can be set until the process is started.
   *
   * @throws RuntimeError after that
   */
  get daemon(): boolean {
    return this.#daemon;
  }

  set daemon(daemon: boolean) {
    if (this.#popen !== null) throw new RuntimeError('process has already started');
    this.#daemon = checkedBoolean(daemon, 'daemon');
  }

  /** Null until it is started. */
  get pid(): number | null {
    this.#requireUnclosed();
    return this.#popen === null ? null : this.#popen.pid;
  }

  /**
   * Null until it has ended: 0 or what it has passed to `process.exit()`, 1 after an uncaught error, -N
   * if signal N has ended it.
   */
  get exitcode(): number | null {
    this.#requireUnclosed();
    return this.#poll();
  }

  /**
   * A descriptor that a selector finds readable when the process has ended.
   *
   * @throws ValueError unless started
   */
  get sentinel(): number {
    this.#requireUnclosed();
    if (this.#popen === null) throw new ValueError('process not started');
    return this.#popen.sentinel;
  }

  /**
   * Starts it. It waits for the process to take its arguments if they have more than some 100 KiB.
   *
   * @throws RuntimeError if it was started before, by a process that may not start any, or while a
   * thread or process imports the module of its own target
   * @throws TypeError for arguments, and values in `process.argv`, that can be taken to no other
   * process, and for a subclass with a `run()` that was given no target
   * @throws OSError if the system refuses
   * @throws NotImplementedError in Deno, and in a single-executable application
   */
  start(): void {
    this.#requireUnclosed();
    this.#requireUnstarted();
    if (identity().daemon) {
      throw new RuntimeError('daemonic processes are not allowed to have children');
    }
    refuseRun(this, this.#target);
    requireLoaded('process');
    const [args, descriptors] = packArgs(this.#args);
    requireStack();
    const own = { name: this.#name, daemon: this.#daemon, numbers: this.#numbers };
    const assignment: Assignment = { target: this.#target, args, identity: own };
    const message = cloned(assignment, 'args');
    // A getter among the arguments could have come back here.
    this.#requireUnclosed();
    this.#requireUnstarted();
    watchChildren();
    // Removes the processes that have ended from `started`.
    activeChildren();
    this.#popen = new Popen(message, descriptors(), this.#daemon);
    started.add(this);
  }

  /**
   * Waits until it has ended.
   *
   * @param timeout - how many seconds at most; null for any time. `exitcode` tells which it was
   * @throws RuntimeError unless started
   * @throws ValueError for NaN
   */
  join(timeout: number | null = null): void {
    const popen = this.#started('join');
    if (popen.wait(Math.max(0, timeoutMsFromSeconds(timeout))) !== null) started.delete(this);
  }

  /** The same, while Node's event loop goes on. */
  async joinAsync(timeout: number | null = null): Promise<void> {
    await this.#started('join').waitAsync(Math.max(0, timeoutMsFromSeconds(timeout)));
    if (!this.#closed) this.#poll();
  }

  /** Whether it has been started and has not ended. */
  isAlive(): boolean {
    this.#requireUnclosed();
    return this.#popen !== null && this.#poll() === null;
  }

  /** Sends it SIGTERM. Its own threads and processes are not told. */
  terminate(): void {
    this.#started('terminate').send('SIGTERM');
  }

  /** Sends it SIGKILL. */
  kill(): void {
    this.#started('kill').send('SIGKILL');
  }

  /**
   * Gives the sentinel back; does nothing the second time. Nothing else can be done with it afterwards.
   *
   * @throws ValueError while it runs
   */
  close(): void {
    if (this.#closed) return;
    if (this.#popen !== null) {
      if (this.#poll() === null) {
        throw new ValueError(
          'Cannot close a process while it is still running. You should first call join() or terminate().',
        );
      }
      this.#popen.close();
    }
    this.#closed = true;
  }

  /**
   * As Python shows it: `<Process name='Process-1' pid=7 parent=6 stopped exitcode=0>`. Differs from
   * CPython: that it has ended shows once something else of this object has noticed it.
   *
   * @internal
   */
  override [TEXT](className: string): string {
    const popen = this.#closed ? null : this.#popen;
    const exitCode = popen?.exitCode ?? null;
    const state = this.#closed ? 'closed' : popen === null ? 'initial' : 'started';
    const words = [
      `name='${this.#name}'`,
      ...(popen === null ? [] : [`pid=${popen.pid}`]),
      `parent=${process.pid}`,
      exitCode === null ? state : `stopped exitcode=${exitCodeText(exitCode)}`,
      ...(this.#daemon ? ['daemon'] : []),
    ];
    return `<${className} ${words.join(' ')}>`;
  }

  #poll(): number | null {
    const exitCode = this.#popen === null ? null : this.#popen.poll();
    if (exitCode !== null) started.delete(this);
    return exitCode;
  }

  #started(what: string): Popen {
    this.#requireUnclosed();
    if (this.#popen === null) throw new RuntimeError(`can only ${what} a started process`);
    return this.#popen;
  }

  #requireUnstarted(): void {
    if (this.#popen !== null) throw new RuntimeError('cannot start a process twice');
  }

  #requireUnclosed(): void {
    if (this.#closed) throw new ValueError('process object is closed');
  }
}

bindToThread((object) => object instanceof Process);

/** The number of this process's next child. */
function nextNumbers(): number[] {
  return [...identity().numbers, addon.processNumber()];
}

function exitCodeText(exitCode: number): string {
  const signal = Object.entries(constants.signals).find(([, number]) => number === -exitCode);
  return signal === undefined ? String(exitCode) : `-${signal[0]}`;
}

function checkedName(name: unknown): string {
  if (typeof name === 'string') return name;
  throw new TypeError(`name must be a string, not ${describe(name)}`);
}
