import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { source } from './source.js';
import type { Column } from './table.js';

const NO_PYTHON = 'no python3 here';

/**
 * The same experiments in CPython, with the same servers.
 *
 * @throws Error with what it wrote to stderr, if there is a python3 that cannot do them
 */
export function pythonColumn(ports: { quick: number; slow: number }, isQuick: boolean): Column {
  const script = fileURLToPath(source('peer.py'));
  const args = ['-B', script, `${ports.slow}`, `${ports.quick}`, isQuick ? '--quick' : '--full'];
  const { error, status, stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    return [NO_PYTHON, new Map()];
  }
  if (error !== undefined || status !== 0) throw error ?? new Error(`python3: ${stderr}`);
  const { version, seconds } = JSON.parse(stdout);
  return [version, new Map<string, number>(Object.entries(seconds))];
}
