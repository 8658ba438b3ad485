import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A process that answers each line it is given with a line of JSON, and ends when its input does. */
export class Child implements AsyncDisposable {
  readonly #name: string;
  readonly #process: ChildProcess & { stdin: Writable; stdout: Readable };
  readonly #output: Interface;
  readonly #lines: AsyncIterator<string>;
  readonly #exited: Promise<unknown>;

  constructor([command, ...args]: readonly [string, ...string[]]) {
    this.#name = [command, ...args].join(' ');
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#exited = once(this.#process, 'close');
    this.#exited.catch(() => {});
    this.#process.stdin.on('error', () => {});
    this.#output = createInterface({ input: this.#process.stdout });
    this.#lines = this.#output[Symbol.asyncIterator]();
  }

  async answer<T>(): Promise<T> {
    const line = await this.#lines.next();
    if (!line.done) return JSON.parse(line.value);
    await this.#exited;
    const { exitCode, signalCode } = this.#process;
    throw new Error(`${this.#name} ended without an answer (${signalCode ?? exitCode})`);
  }

  async round(): Promise<number> {
    this.#process.stdin.write('round\n');
    return (await this.answer<{ figure: number }>()).figure;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.stdin.end();
    this.#output.resume();
    await this.#exited.catch(() => {});
  }
}
