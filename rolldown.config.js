import { readdirSync } from 'node:fs';
import { defineConfig } from 'rolldown';
import { esmExternalRequirePlugin } from 'rolldown/plugins';
import {
  collectLicenses,
  minifyThirdParty,
  withoutStyleSheets,
} from './scripts/bundle/thirdParty.mjs';

const common = {
  platform: 'node',
  external: /^(node:|selectors-ts($|\/))/,
  transform: { target: 'es2022' },
};

const entries = [
  'index',
  'select',
  'socket',
  'threading',
  'multiprocessing',
  // These are started by their paths.
  'threading/hostWorker',
  'threading/threadWorker',
  'multiprocessing/child',
  // Tests and the command line reach for it.
  'addon/index',
];

/**
 * Few files instead of one for each source: loading them is most of what it takes to start a thread,
 * which loads its own. They import nothing but Node's modules, so that the package can be copied beside a
 * program that was bundled.
 */
const library = {
  ...common,
  // node-gyp-build's own `require`, which a bundle in either format would have to provide.
  transform: {
    ...common.transform,
    define: { 'typeof __webpack_require__': '"function"', __non_webpack_require__: 'undefined' },
  },
  plugins: [
    esmExternalRequirePlugin({ external: ['fs', 'os', 'path'] }),
    collectLicenses('THIRD_PARTY_LICENSES.txt'),
  ],
  input: Object.fromEntries(entries.map((name) => [name, `lib/${name}.ts`])),
  output: { dir: 'dist/lib', chunkFileNames: 'chunks/[name].js' },
};

/** What the benchmark measures, and what it measures that with: each is started by its path. */
const programs = ['bench/cases/ours', 'bench/load', 'bench/peers'].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => `${folder}/${file.slice(0, -'.ts'.length)}`),
);

/** A chunk for each, with what it depends on: most are loaded only when they are needed. */
const thirdParty = ['commander', 'cli-progress', 'zod', '@observablehq/plot', 'linkedom'];

/**
 * The command line, which imports the library by its name as others do. What it takes of others is
 * bundled, so that the library has one dependency as before.
 */
const commandLine = {
  ...common,
  input: Object.fromEntries(['cli/main', ...programs].map((name) => [name, `${name}.ts`])),
  output: {
    dir: 'dist',
    chunkFileNames: 'bench/chunks/[name].js',
    codeSplitting: {
      groups: thirdParty.map((name) => ({
        name: name.split('/').at(-1),
        test: `/node_modules/${name}/`,
      })),
    },
  },
  plugins: [withoutStyleSheets, minifyThirdParty, collectLicenses('THIRD_PARTY_LICENSES.txt')],
};

export default defineConfig([library, commandLine]);
