import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { source } from './source.js';

/** What CPython has taken for each experiment, done once, in seconds by key. */
export interface PythonRound {
  readonly version: string;
  readonly seconds: Readonly<Record<string, number>>;
}

/**
 * The same experiments in CPython, with the same servers.
 *
 * @returns null if there is no python3
 * @throws Error with what it wrote to stderr, if there is a python3 that cannot do them
 */
export function pythonRound(
  ports: { quick: number; slow: number },
  isQuick: boolean,
): PythonRound | null {
  const script = fileURLToPath(source('peer.py'));
  const args = ['-B', script, `${ports.slow}`, `${ports.quick}`, isQuick ? '--quick' : '--full'];
  const { error, status, stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return null;
  if (error !== undefined || status !== 0) throw error ?? new Error(`python3: ${stderr}`);
  return JSON.parse(stdout);
}
