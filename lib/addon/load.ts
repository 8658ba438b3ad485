/**
 * Finds the addon's binary and loads it, with dlopen(3).
 */
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import nodeGypBuild from 'node-gyp-build/node-gyp-build.js';
import type { Addon } from './addon.js';
import { readElfHeader } from './elf.js';
import { brokenBinary, noBinary } from './failures.js';
import type { Place } from './remedy.js';

// The latter in a bundle that is CommonJS, where bundlers leave `import.meta` empty. Its `dirname` is
// missing in loaders that are older than it.
const here = import.meta.url ? dirname(fileURLToPath(import.meta.url)) : __dirname;
const load = createRequire(`${here}/`);

/** The addon, its binary's path, and where the package is. */
export function loadAddon(): { loaded: Addon; file: string; place: Place } {
  if (process.platform === 'win32') {
    throw Object.assign(new Error('selectors-ts does not support Windows yet.'), {
      code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
    });
  }
  const place = findPlace();
  const file = findBinary(place);
  try {
    refuseDamaged(file);
    return { loaded: refuseForeign(load(file)), file, place };
  } catch (error) {
    throw brokenBinary(file, place, error as Error);
  }
}

/** Where only the binary is needed, `prebuilds/` may be beside a bundle instead of the package. */
function findPlace(): Place {
  const packageFolder = findPackage();
  const folder = resolve(process.env.SELECTORS_TS_PREBUILD || (packageFolder ?? here));
  return { folder, packageFolder, beside: join(here, 'selectors-ts') };
}

/**
 * A bundle has the package beside it, or above if it is a chunk in a folder of chunks. Otherwise the package
 * refers to itself by name, so that the folder is right in a clone and once installed.
 */
function findPackage(): string | null {
  for (const name of ['./selectors-ts', 'selectors-ts', '../selectors-ts']) {
    try {
      return dirname(load.resolve(`${name}/package.json`));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return null;
}

function findBinary(place: Place): string {
  try {
    return nodeGypBuild.path(place.folder);
  } catch (error) {
    throw noBinary(place, error as Error);
  }
}

/** dlopen(3) maps such a file as if it were whole: the process would end with SIGBUS or SIGSEGV. */
function refuseDamaged(file: string): void {
  const flaw = readElfHeader(file)?.flaw;
  if (flaw !== undefined) throw new Error(`${file}: ${flaw}`);
}

/** node-gyp-build goes by a file's tags, not by its name: it may have taken another package's. */
function refuseForeign(addon: Partial<Addon>): Addon {
  if (addon.failedCall === undefined) throw new Error('It is the addon of another package.');
  return addon as Addon;
}
