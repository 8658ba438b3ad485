/**
 * What there is to do for someone without a binary that works.
 */
import { join } from 'node:path';

export interface Place {
  /** Where binaries are looked for. */
  readonly folder: string;
  /** Null in a bundle without the package. */
  readonly packageFolder: string | null;
}

// node-addon-api is no dependency of the package's: native/addon.gypi finds it through npx's PATH.
const builder = 'npx --yes --package=node-gyp@12 --package=node-addon-api@8 -- node-gyp rebuild';

export function remedy({ folder, packageFolder }: Place): string[] {
  if (packageFolder === null) {
    return [`In a bundle, copy the package's prebuilds folder beside it: to ${folder}/prebuilds.`];
  }
  const hiding = ['SELECTORS_TS_PREBUILD', 'PREBUILDS_ONLY'].filter((name) => process.env[name]);
  const unset = hiding.length > 0 ? ` (with ${hiding.join(' and ')} unset)` : '';
  return [
    `To build it from source${unset}, with Python 3, make and a C++20 compiler:`,
    `  ${builder} -C ${quoted(join(packageFolder, 'native'))}`,
  ];
}

/** As one word for a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
