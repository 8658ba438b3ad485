import { RuntimeError } from '../errors/index.js';
import { TEXT } from '../opaque/index.js';
import { type Identity, identity } from './identity.js';
import { Process } from './process.js';

/** This process. It cannot start, join or close itself. */
class CurrentProcess extends Process {
  readonly #pid = process.pid;
  readonly #parentPid = process.ppid;

  override get pid(): number {
    return this.#pid;
  }

  override get daemon(): boolean {
    void this.#pid;
    return super.daemon;
  }

  override set daemon(_daemon: boolean) {
    throw this.#refusal('process has already started');
  }

  override start(): void {
    throw this.#refusal('cannot start a process twice');
  }

  override isAlive(): boolean {
    void this.#pid;
    return true;
  }

  override join(): void {
    throw this.#refusal('can only join a child process');
  }

  override async joinAsync(): Promise<void> {
    throw this.#refusal('can only join a child process');
  }

  override close(): void {
    void this.#pid;
  }

  /**
   * As Python shows it: `<Process name='MainProcess' parent=None started>`, but with its parent.
   *
   * @internal
   */
  override [TEXT](): string {
    const daemon = super.daemon ? ' daemon' : '';
    return `<Process name='${super.name}' parent=${this.#parentPid} started${daemon}>`;
  }

  /** A private method, so that a call on another object is a TypeError. */
  #refusal(message: string): RuntimeError {
    return new RuntimeError(message);
  }
}

let current: { readonly identity: Identity; readonly process: CurrentProcess } | null = null;

/**
 * The process that this code runs in. Python's `multiprocessing.current_process()`.
 *
 * @returns an object with the name it was given; `MainProcess` if it is none of a `Process`'s
 */
export function currentProcess(): Process {
  const own = identity();
  // A preload may have asked before this process was told which it is.
  if (current?.identity !== own) {
    const { name, daemon, numbers } = own;
    current = { identity: own, process: new CurrentProcess({ name, daemon }, numbers) };
  }
  return current.process;
}
