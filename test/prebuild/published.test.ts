/**
 * What may be in the package, and which binaries are meant.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { targets, targetsThatBegin } from '../../scripts/prebuild/targets.js';
import { isNeeded } from '../../scripts/prebuild/verify/tarball.js';

test.each([
  'package.json',
  'README.md',
  'LICENSE',
  'docs/threads.md',
  'docs/benchmark.schema.json',
  'dist/lib/threading/threadWorker.js',
  'dist/lib/index.d.ts',
  'dist/cli/main.js',
  'dist/bench/cases/ours/wait.js',
  'dist/bench/chunks/cli-progress.js',
  'dist/examples/chat/load/main.js',
  'dist/THIRD_PARTY_LICENSES.txt',
  'dist/lib/THIRD_PARTY_LICENSES.txt',
  'bench/peers/rounds.py',
  'examples/echo.ts',
  'examples/threads/primes.ts',
  'native/binding.gyp',
  'native/exports.map',
  'native/core/select/posix/poll.cc',
  ...targets.map(({ file }) => `prebuilds/${file}`),
])('%s is needed', (file) => {
  expect(isNeeded(`package/${file}`)).toBe(true);
});

test.each([
  'binding.gyp', // For a root one Yarn and older pnpm run node-gyp at install.
  '.env',
  'SECRETS',
  'dist/lib/index.js.map',
  'dist/bench/main.d.ts',
  'dist/examples/gil/main.js',
  'bench/peers/__pycache__/rounds.cpython-313.pyc',
  'bench/main.ts',
  'examples/gil/main.ts',
  'lib/index.ts',
  'native/build/Release/addon.o',
  'prebuilds/win32-x64/selectors-ts.node',
  'prebuilds/linux-x64/.nfs1',
])('%s is not', (file) => {
  expect(isNeeded(`package/${file}`)).toBe(false);
});

test('targets are named by the beginning of their files, each of which must be one', () => {
  expect(targetsThatBegin([''])).toEqual(targets);
  const linuxX64 = targetsThatBegin(['linux-x64']).map(({ file }) => file);
  expect(linuxX64).toEqual([
    'linux-x64/selectors-ts.glibc.node',
    'linux-x64/selectors-ts.musl.node',
  ]);
  expect(() => targetsThatBegin(['linux-x64', 'linux-x46'])).toThrow('linux-x46');
});

test('whoever builds from source has all sources', () => {
  const { sources, conditions } = JSON.parse(readFileSync('native/addon.gypi', 'utf8'));
  const all = [...sources, ...conditions.flatMap(([, { sources }]: [string, Sources]) => sources)];
  const arguments_ = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const packed = execFileSync('npm', arguments_, { encoding: 'utf8', stdio: 'pipe' });
  expect(all.length).toBeGreaterThan(20);
  for (const source of all) expect(packed).toContain(`"native/${source}"`);
});

interface Sources {
  readonly sources: string[];
}
