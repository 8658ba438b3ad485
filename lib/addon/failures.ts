/**
 * What is said when there is no binary, or a broken one.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mismatches } from './mismatches.js';
import { wantedBinary } from './platform.js';
import { type Place, remedy } from './remedy.js';

/** @param cause - node-gyp-build's own error */
export function noBinary(place: Place, cause: Error): Error {
  const { platform, path } = wantedBinary();
  const builds = process.env.PREBUILDS_ONLY ? [] : ['build/Release/*.node', 'build/Debug/*.node'];
  return failure('MODULE_NOT_FOUND', cause, [
    `selectors-ts has no binary for ${platform}. It looked for`,
    ...[...builds, path].map((file) => `  ${join(place.folder, file)}`),
    `  ${join(dirname(process.execPath), path)}`,
    prebuiltIn(join(place.folder, 'prebuilds')),
    ...remedy(place),
  ]);
}

/** @param cause - why the file cannot be loaded, in dlopen's own words */
export function brokenBinary(file: string, place: Place, cause: NodeJS.ErrnoException): Error {
  const isLocalBuild = file.startsWith(join(place.folder, 'build/'));
  return failure(cause.code ?? 'ERR_DLOPEN_FAILED', cause, [
    `selectors-ts cannot load ${file}:`,
    `  ${cause.message}`,
    ...mismatches(file),
    ...(isLocalBuild
      ? ['It is a local build, which comes before prebuilds/: delete it, or build it anew.']
      : []),
    ...remedy(place),
  ]);
}

function failure(code: string, cause: Error, lines: string[]): Error {
  return Object.assign(new Error(lines.join('\n'), { cause }), { code });
}

function prebuiltIn(folder: string): string {
  let files: string[];
  try {
    files = readdirSync(folder, { encoding: 'utf8', recursive: true });
  } catch (error) {
    return (error as Error).message;
  }
  const binaries = files.filter((file) => file.endsWith('.node')).sort();
  return `${folder} has ${binaries.join(', ') || 'no binary'}.`;
}
