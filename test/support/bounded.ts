/**
 * Programs that a fault would have hang, or start others: they and what they have started get a time.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { hasSignals } from './capabilities.js';
import type { Ended } from './fixture.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** More than anything here takes, so that a hang is a failure. */
const LONG_MS = 60_000;

/** Runs `node` with these arguments. After the time its signal is SIGKILL. */
export async function runBounded(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, where there are any.
    detached: hasSignals,
  });
  const killAll = () => {
    const pid = child.pid as number;
    try {
      process.kill(hasSignals ? -pid : pid, 'SIGKILL');
    } catch {
      // None of them is left.
    }
  };
  const timer = setTimeout(killAll, LONG_MS);
  onTestFinished(killAll);
  const [[code, signal], stdout, stderr] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  clearTimeout(timer);
  return { code, signal, stdout, stderr };
}
