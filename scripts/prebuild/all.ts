/**
 * Cross-builds the binaries of the published package on Linux x64:
 * `npm run prebuild:all [-- FILE...]`, where a FILE is the beginning of a file's name in `prebuilds/`.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Target, targets, targetsThatBegin } from './targets.js';
import { zigPath } from './zig.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const prebuilds = join(repository, 'prebuilds');

/** The library as CMake leaves it. */
function compile({ zigTarget }: Target, zig: string): string {
  // Not in build/, which is node-gyp's.
  const out = join(repository, 'node_modules/.cache/prebuild', zigTarget);
  const definitions = {
    CMAKE_TOOLCHAIN_FILE: join(repository, 'cmake/zig.cmake'),
    ZIG: zig,
    ZIG_TARGET: zigTarget,
  };
  const options = Object.entries(definitions).map(([name, value]) => `--CD${name}=${value}`);
  // From the beginning each time: what has not changed is in Zig's own cache.
  execFileSync('cmake-js', ['rebuild', '--out', out, '--config', 'Release', ...options], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  return join(out, 'Release/selectors_ts.node');
}

function build(target: Target, zig: string): void {
  const file = join(prebuilds, target.file);
  mkdirSync(dirname(file), { recursive: true });
  copyFileSync(compile(target, zig), file);
}

const prefixes = process.argv.slice(2);
const chosen = prefixes.length > 0 ? targetsThatBegin(prefixes) : targets;

rmSync(prebuilds, { recursive: true, force: true });
const zig = zigPath();
for (const [index, target] of chosen.entries()) {
  process.stdout.write(`${index + 1}/${chosen.length}  ${target.file.padEnd(40)}`);
  const start = performance.now();
  try {
    build(target, zig);
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    console.error(`failed\n${stdout ?? ''}${stderr ?? error}`);
    process.exit(1);
  }
  const size = statSync(join(prebuilds, target.file)).size / 1000;
  const seconds = (performance.now() - start) / 1000;
  console.log(`${size.toFixed(0).padStart(5)} kB  ${seconds.toFixed(1).padStart(6)} s`);
}
