/**
 * Finds the addon's binary and loads it, with dlopen(3).
 */
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import nodeGypBuild from 'node-gyp-build';
import type { Addon } from './addon.js';
import { readElfHeader } from './elf.js';
import { brokenBinary, noBinary } from './failures.js';
import type { Place } from './remedy.js';

// The latter in a bundle that is CommonJS, where bundlers leave `import.meta` empty. Its `dirname` is
// missing in loaders that are older than it.
const here = import.meta.url ? dirname(fileURLToPath(import.meta.url)) : __dirname;
const load = createRequire(`${here}/`);

/** The addon, and its binary's path. */
export function loadAddon(): { loaded: Addon; file: string } {
  if (process.platform === 'win32') {
    throw Object.assign(new Error('selectors-ts does not support Windows yet.'), {
      code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
    });
  }
  const place = findPlace();
  const file = findBinary(place);
  try {
    refuseDamaged(file);
    return { loaded: refuseForeign(load(file)), file };
  } catch (error) {
    throw brokenBinary(file, place, error as Error);
  }
}

/**
 * The package refers to itself by name, so that the folder is right in a clone and once installed.
 * In a bundle there may be no package left: then `prebuilds/` is to be beside the bundle.
 */
function findPlace(): Place {
  let packageFolder: string | null = null;
  try {
    packageFolder = dirname(load.resolve('selectors-ts/package.json'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
  }
  // node-gyp-build reads the variable too, but only where it finds the package's name.
  const folder = resolve(process.env.SELECTORS_TS_PREBUILD || (packageFolder ?? here));
  return { folder, packageFolder };
}

function findBinary(place: Place): string {
  try {
    // What SELECTORS_TS_PREBUILD names comes back as it is, where that is a package of this name.
    return resolve(nodeGypBuild.path(place.folder));
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
