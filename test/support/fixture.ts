/**
 * Programs of the tests', each in a Node process of its own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

// From here the package can refer to itself by name.
const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Fixture {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when the program has printed this. */
  printed(text: string): Promise<void>;
}

/** Starts a program; it is killed if it outlives the test. */
export function startFixture(path: string, args: string[] = [], flags: string[] = []): Fixture {
  const child = spawn(process.execPath, ['--expose-gc', ...flags, path, ...args], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal, ...output }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    process: child,
    ended,
    async printed(text) {
      while (!output.stdout.includes(text)) {
        const event = await Promise.race([once(child.stdout, 'data'), ended]);
        if (!Array.isArray(event)) throw new Error(`ended without ${text}: ${output.stderr}`);
      }
    },
  };
}

/** Runs a program that is to end well. */
export async function runFixture(path: string, args: string[] = []): Promise<Ended> {
  const ended = await startFixture(path, args).ended;
  if (ended.code !== 0) {
    throw new Error(`${path} ended with ${ended.code ?? ended.signal}: ${ended.stderr}`);
  }
  return ended;
}
