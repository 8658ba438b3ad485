/**
 * C++ programs whose header says how to build and run them.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The command that starts with this compiler's name, with all its continued lines. */
export function commandIn(path: string, compiler: string): string {
  const source = readFileSync(join(repository, path), 'utf8');
  const command = source.match(
    new RegExp(`^${compiler.replaceAll('+', '\\+')} (?:.*\\\\\n)*.*$`, 'm'),
  );
  if (command === null) throw new Error(`${path} does not say how to build it`);
  return command[0];
}

/**
 * Runs a command that compiles into /tmp, and what it has compiled, in a folder of its own instead.
 *
 * @param flags - more for the compiler
 */
export function compileAndRun(command: string, flags = '') {
  const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
  const line = command.replaceAll('/tmp/', `${folder}/`).replace(' -o ', ` ${flags} -o `);
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
    cwd: repository,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr };
}
