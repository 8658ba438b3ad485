import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

const KEPT_COMPLAINT = 4096;
/** For an answer: a round takes a second, connecting thousands of clients before it some more. */
const PATIENCE_MS = 60_000;
/** To end by itself. */
const ENDING_MS = 3000;

/** A process that answers each line it is given with a line of JSON, and ends when its input does. */
export class Child implements AsyncDisposable {
  readonly #name: string;
  readonly #process: ChildProcess & { stdin: Writable; stdout: Readable; stderr: Readable };
  readonly #output: Interface;
  readonly #lines: AsyncIterator<string>;
  readonly #exited: Promise<unknown>;
  #complaint = '';

  constructor([command, ...args]: readonly [string, ...string[]]) {
    this.#name = [command, ...args].join(' ');
    // Whatever the default is to be: loads are to be the same for all.
    const { SELECTORS_TS_BACKEND, ...env } = process.env;
    // A process group of its own: Ctrl-C is for whoever has started the benchmark to take.
    this.#process = spawn(command, args, { stdio: 'pipe', detached: true, env });
    this.#exited = once(this.#process, 'close');
    this.#exited.catch(() => {});
    this.#process.stdin.on('error', () => {});
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-KEPT_COMPLAINT);
    });
    this.#output = createInterface({ input: this.#process.stdout });
    this.#lines = this.#output[Symbol.asyncIterator]();
  }

  /** @throws Error if it ends without */
  async answer<T>(): Promise<T> {
    const line = await this.#within(PATIENCE_MS, this.#lines.next());
    if (!line.done) return JSON.parse(line.value);
    await this.#within(ENDING_MS, this.#exited);
    const { exitCode, signalCode } = this.#process;
    const complaint = this.#complaint && `: ${this.#complaint.trim().replaceAll(/\s+/g, ' ')}`;
    throw new Error(
      `${this.#name} ended without an answer (${signalCode ?? exitCode})${complaint}`,
    );
  }

  async ask<T>(question: string | number): Promise<T> {
    this.#process.stdin.write(`${question}\n`);
    return this.answer<T>();
  }

  /** Ends it wherever it is, with those that it has started: they may hold its output open. */
  kill(): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // They have ended.
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.stdin.end();
    this.#output.resume();
    await this.#within(ENDING_MS, this.#exited).catch(() => {});
  }

  /** What takes longer is ended. */
  async #within<T>(longestMs: number, promise: Promise<T>): Promise<T> {
    const timer = setTimeout(() => {
      this.#complaint ||= `no sign of life for ${longestMs / 1000} s`;
      this.kill();
    }, longestMs);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }
}
