/**
 * What there is to do for someone without a binary that works.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Place {
  /** Where binaries are looked for. */
  readonly folder: string;
  /** Null in a bundle without the package. */
  readonly packageFolder: string | null;
  /** Where a bundle has the package. */
  readonly beside: string;
}

// node-addon-api is no dependency of the package's: native/addon.gypi finds it through npx's PATH.
const builder = 'npx --yes --package=node-gyp@12 --package=node-addon-api@8 -- node-gyp rebuild';
const needs = 'with Python 3, make and a C++20 compiler';

export function remedy({ folder, packageFolder, beside }: Place): string[] {
  if (packageFolder !== null) {
    return [
      `To build it from source${unset('SELECTORS_TS_PREBUILD', 'PREBUILDS_ONLY')}, ${needs}:`,
      `  ${builder} -C ${quoted(join(packageFolder, 'native'))}`,
    ];
  }
  if (!existsSync(join(folder, 'prebuilds'))) {
    return [`A bundle has the package beside it: copy node_modules/selectors-ts to ${beside}.`];
  }
  const built = 'node_modules/selectors-ts/build/Release/selectors_ts.node';
  return [
    `To build it from source${unset('PREBUILDS_ONLY')}, where the package is installed, ${needs}:`,
    `  ${builder} -C node_modules/selectors-ts/native`,
    `Then copy ${built} to ${folder}/build/Release.`,
  ];
}

/** @param names - of variables that would hide what is built */
function unset(...names: string[]): string {
  const hiding = names.filter((name) => process.env[name]);
  return hiding.length > 0 ? ` (with ${hiding.join(' and ')} unset)` : '';
}

/** What there is to do for someone whose runtime loads no addons; null if that is not the cause. */
export function permissionRemedy({ code, name }: NodeJS.ErrnoException): string[] | null {
  if (code === 'ERR_DLOPEN_DISABLED') {
    return [
      'Node loads addons only without --no-addons, and under --permission only with --allow-addons.',
    ];
  }
  return name === 'NotCapable' ? [] : null; // Deno's error names the flag itself.
}

/** As one word for a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
