/**
 * The packed package, looked at from outside.
 */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { targets } from '../targets.js';

const MOST_BYTES = 1_600_000;

const binaries = targets.map(({ file }) => `package/prebuilds/${file}`);

/** What users need besides: the compiled TypeScript, what it runs, what the pages show, and what a build from source takes. */
const NEEDED = [
  /^package\/dist\/lib\/[\w/-]+\.(js|d\.ts)$/,
  /^package\/dist\/(cli\/main|(bench|examples\/chat)\/[\w/-]+)\.js$/,
  /^package\/bench\/peers\/\w+\.(c|h|py)$/,
  /^package\/dist\/(lib\/)?THIRD_PARTY_LICENSES\.txt$/,
  /^package\/examples\/((node-objects|real-servers|threads|workers)\/)?[\w-]+\.ts$/,
  // No binding.gyp at the root: for that, and whatever package.json says, Yarn and older pnpm run
  // node-gyp at install, and fail without a compiler.
  /^package\/native\/((core|binding)\/[\w/]+\.(cc|h)|binding\.gyp|addon\.gypi|exports\.map)$/,
  /^package\/(docs\/[\w.-]+\.(md|json|svg)|package\.json|LICENSE|README\.md|CHANGELOG\.md)$/,
];

export function isNeeded(file: string): boolean {
  return binaries.includes(file) || NEEDED.some((pattern) => pattern.test(file));
}

/** Packs the package into a folder, as `npm publish` does. */
export function pack(folder: string): string {
  const args = ['pack', '--silent', '--pack-destination', folder];
  return `${folder}/${execFileSync('npm', args, { encoding: 'utf8' }).trim().split('\n').at(-1)}`;
}

/** Unpacks into a folder. Throws if the tarball is too large, or has files that nobody needs. */
export function unpack(tarball: string, folder: string): string {
  const { size } = statSync(tarball);
  const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
  const needless = files.filter((file) => !isNeeded(file));
  if (needless.length > 0) throw new Error(`nobody needs ${needless.join(', ')}`);
  if (size > MOST_BYTES) throw new Error(`${size} bytes are more than ${MOST_BYTES}`);
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  console.log(`${tarball}: ${files.length} files, ${(size / 1000).toFixed(0)} kB\n`);
  return `${folder}/package`;
}
