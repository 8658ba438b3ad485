/**
 * What is said when there is no binary, or a broken one.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mismatches } from './mismatches.js';
import { wantedBinary } from './platform.js';
import { type Place, permissionRemedy, remedy } from './remedy.js';

/**
 * Its code is `ERR_NO_BINARY`. It is not `MODULE_NOT_FOUND`, which programs take to mean that an
 * optional package is not installed.
 *
 * @param cause - node-gyp-build's own error
 */
export function noBinary(place: Place, cause: Error): Error {
  const { platform, path } = wantedBinary();
  const builds = process.env.PREBUILDS_ONLY ? [] : ['build/Release/*.node', 'build/Debug/*.node'];
  return failure('ERR_NO_BINARY', cause, [
    `selectors-ts has no binary for ${platform}. It looked for`,
    ...[...builds, path].map((file) => `  ${join(place.folder, file)}`),
    `  ${join(dirname(process.execPath), path)}`,
    prebuiltIn(join(place.folder, 'prebuilds')),
    ...environmentsChoice(),
    ...remedy(place),
  ]);
}

/**
 * Its code is that of the cause, or else `ERR_DLOPEN_FAILED`.
 *
 * @param cause - why the file cannot be loaded, in dlopen's own words
 */
export function brokenBinary(file: string, place: Place, cause: NodeJS.ErrnoException): Error {
  return failure(cause.code ?? 'ERR_DLOPEN_FAILED', cause, [
    `selectors-ts cannot load ${file}:`,
    `  ${cause.message}`,
    ...(permissionRemedy(cause) ?? [
      ...mismatches(file),
      ...reasonForTaking(file, place),
      ...remedy(place),
    ]),
  ]);
}

function reasonForTaking(file: string, { folder }: Place): string[] {
  return file.startsWith(join(folder, 'build/'))
    ? ['It is a local build, which comes before prebuilds/: delete it.']
    : environmentsChoice();
}

function environmentsChoice(): string[] {
  const { variables } = wantedBinary();
  if (variables.length === 0) return [];
  return [`The environment chose this platform: ${variables.join(', ')}.`];
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
