/**
 * Short programs in a Node process of their own.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// From here the package can refer to itself by name.
const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a module that imports the package by name, and waits for it.
 *
 * @returns what it printed
 * @throws with what it wrote to stderr, unless it exits with 0
 */
export function runNode(source: string, env: Record<string, string> = {}): string {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', source],
    { cwd: repository, encoding: 'utf8', env: { ...process.env, ...env } },
  );
  if (status !== 0) throw new Error(`exited with ${status ?? signal}: ${stderr}`);
  return stdout;
}
