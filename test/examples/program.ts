import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const EXAMPLES = fileURLToPath(new URL('../../dist/examples/', import.meta.url));

/**
 * For a program that is to run out of descriptors. Node's loader reads modules side by side, and has
 * dozens of them open at a time: with fewer the program might not even start.
 */
export const FEW_DESCRIPTORS = 256;

/** How a program has ended, with all that it printed. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An example that runs. */
export class Program implements AsyncDisposable {
  readonly #process: ChildProcess & { stdout: Readable; stderr: Readable };
  readonly #lines: AsyncIterator<string>;
  readonly #closed: Promise<unknown>;
  #stdout = '';
  #stderr = '';

  /** @param shell - what the process does before it becomes the program */
  constructor(example: string, args: readonly string[] = [], shell = ':') {
    const script = `${shell}; exec "$0" "$@"`;
    this.#process = spawn('sh', ['-c', script, process.execPath, EXAMPLES + example, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    this.#process.stderr.setEncoding('utf8').on('data', (text) => {
      this.#stderr += text;
    });
    this.#closed = once(this.#process, 'close');
  }

  get pid(): number {
    return this.#process.pid as number;
  }

  /** Reads on until a line matches. */
  async line(pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const line = await this.#nextLine();
      if (line === null) throw new Error(`no ${pattern} in:\n${this.#stdout}${this.#stderr}`);
      const match = line.match(pattern);
      if (match !== null) return match;
    }
  }

  /** The port that it says it listens on. */
  async port(): Promise<number> {
    return Number((await this.line(/on port (\d+)/))[1]);
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Waits until it has ended, and whoever else had its output. */
  async end(): Promise<Ending> {
    while ((await this.#nextLine()) !== null);
    await this.#closed;
    const { exitCode: code, signalCode: signal } = this.#process;
    return { code, signal, stdout: this.#stdout, stderr: this.#stderr };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill('SIGKILL');
    await this.#closed;
  }

  async #nextLine(): Promise<string | null> {
    const { done, value } = await this.#lines.next();
    if (done) return null;
    this.#stdout += `${value}\n`;
    return value;
  }
}
