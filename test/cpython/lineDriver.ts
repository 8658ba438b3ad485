/**
 * Programs that answer each line with a line, in JSON.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { findPython } from './python.mjs';

/** How many sequences are tried, and which: by the environment, if it says so. */
export function runs(unlessSaid: number): { numRuns: number; seed: number } {
  return {
    numRuns: Number(process.env.SELECTORS_TS_RUNS ?? unlessSaid),
    seed: Number(process.env.SELECTORS_TS_SEED ?? 1),
  };
}

/** The two programs of a folder, CPython's and ours; they end with the tests. */
export function drivers(folderUrl: URL): { version: string; theirs: Driver; ours: Driver } {
  const folder = fileURLToPath(folderUrl);
  const { command, env, version } = findPython();
  const theirs = new Driver(command, ['driver.py'], folder, env);
  const ours = new Driver(process.execPath, ['driver.mjs'], folder, process.env);
  afterAll(() => Promise.all([theirs.end(), ours.end()]));
  return { version, theirs, ours };
}

class Driver {
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  constructor(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv) {
    const child = spawn(command, args, { cwd, env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process = child;
    this.#answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  }

  async ask(question: unknown): Promise<unknown[]> {
    this.#process.stdin?.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('the driver has ended');
    return JSON.parse(value);
  }

  async end(): Promise<void> {
    this.#process.stdin?.end();
    if (this.#process.exitCode === null) await once(this.#process, 'exit');
  }
}
