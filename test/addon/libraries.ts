/**
 * Shared libraries that are no addon of this package's.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const compiler = 'cc';

/** Compiles some C into a library, which may need another that is gone by the time it is loaded. */
export function compileLibrary(source: string, needsAnother = false): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
  try {
    const needed = needsAnother ? [compile(folder, 'libneeded.so', 'int needed;')] : [];
    return readFileSync(compile(folder, 'library.so', source, needed));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compile(folder: string, name: string, source: string, libraries: string[] = []): string {
  const { status, stderr } = spawnSync(
    compiler,
    ['-shared', '-fPIC', '-o', name, '-x', 'c', '-', '-x', 'none', ...libraries],
    { cwd: folder, input: source, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return join(folder, name);
}
