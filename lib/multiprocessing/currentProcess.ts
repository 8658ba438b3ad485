import { RuntimeError } from '../errors/index.js';
import { identity } from './identity.js';
import { Process } from './process.js';

/** This process, which is nobody's to start, wait for or close here. */
class CurrentProcess extends Process {
  override get pid(): number {
    return process.pid;
  }

  override get daemon(): boolean {
    return super.daemon;
  }

  override set daemon(_daemon: boolean) {
    throw new RuntimeError('process has already started');
  }

  override start(): void {
    throw new RuntimeError('cannot start a process twice');
  }

  override isAlive(): boolean {
    return true;
  }

  override join(): void {
    throw new RuntimeError('can only join a child process');
  }

  override joinAsync(): Promise<void> {
    return Promise.reject(new RuntimeError('can only join a child process'));
  }

  override close(): void {}

  /** As Python shows it: `<Process name='MainProcess' parent=None started>`, but with its parent. */
  override toString(): string {
    const daemon = this.daemon ? ' daemon' : '';
    return `<Process name='${this.name}' parent=${process.ppid} started${daemon}>`;
  }
}

let current: CurrentProcess | null = null;

/**
 * The process that this code runs in. Python's `multiprocessing.current_process()`.
 *
 * @returns an object with the name it was given; `MainProcess` if it is none of a `Process`'s
 */
export function currentProcess(): Process {
  if (current === null) {
    const { name, daemon, numbers } = identity();
    current = new CurrentProcess({ name, daemon }, numbers);
  }
  return current;
}
