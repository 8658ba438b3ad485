/**
 * What is bundled of others: made small, with their licences beside it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { minify } from 'rolldown/utils';

const isThirdParty = (id) => id.includes('/node_modules/');
const isVirtual = (id) => id.startsWith('\0');

const STYLE_SHEETS = '\0style-sheets';

/**
 * Leaves out the parser of linkedom's `<style>` elements, which would be the larger part of linkedom:
 * nobody asks them for their rules.
 */
export const withoutStyleSheets = {
  name: 'without-style-sheets',
  resolveId: (id) => (id === 'cssomnom/parse' ? STYLE_SHEETS : null),
  load: (id) => (id === STYLE_SHEETS ? 'export const parse = () => null;' : null),
};

/** Makes chunks small that have nothing else in them: ours are to be read. */
export const minifyThirdParty = {
  name: 'minify-third-party',
  async renderChunk(code, { fileName, moduleIds }) {
    if (!moduleIds.every((id) => isThirdParty(id) || isVirtual(id))) return null;
    return (await minify(fileName, code, { module: true })).code;
  },
};

const INTRODUCTION = 'Files in this folder have these packages in them, or parts of them.\n';

/**
 * Writes the licence of each package that something was bundled of.
 *
 * @param {string} output - the file's name, in the folder of the bundle
 */
export function collectLicenses(output) {
  return {
    name: 'collect-licenses',
    generateBundle(_, bundle) {
      const ids = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds);
      const folders = new Set(ids.filter(isThirdParty).map(packageFolderOf));
      const licenses = [...folders].map(licenseOf).sort();
      const source = [INTRODUCTION, ...licenses].join(`\n${'-'.repeat(72)}\n\n`);
      this.emitFile({ type: 'asset', fileName: output, source });
    },
  };
}

/** The nearest folder above whose package.json says a name: those inside of packages may say none. */
function packageFolderOf(id) {
  let folder = dirname(id);
  while (!existsSync(join(folder, 'package.json')) || manifestOf(folder).name === undefined) {
    folder = dirname(folder);
  }
  return folder;
}

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function licenseOf(folder) {
  const { name, version, license } = manifestOf(folder);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (files.length === 0) throw new Error(`${name} has no file with its licence`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n').concat('\n');
}
