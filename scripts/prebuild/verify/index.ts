/**
 * Proves that the packed package works where it says it does: looks into each binary, and runs those
 * that can be run here.
 *
 *     npm run prebuild:verify [-- --tarball FILE] [--only FILE]... [--here]
 *
 * Without a tarball it packs one. FILE after --only is the beginning of a binary's name below
 * `prebuilds/`; --here runs nothing but this machine's own Node, for systems that cannot be emulated.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inspect } from '../inspect/index.js';
import { targetsThatBegin } from '../targets.js';
import { zigLibrary, zigPath } from '../zig.js';
import { Project } from './project.js';
import type { Runtime } from './runtime.js';
import { runtimeHere, runtimes } from './runtimes.js';
import { pack, unpack } from './tarball.js';

const { values: options } = parseArgs({
  options: {
    tarball: { type: 'string' },
    only: { type: 'string', multiple: true, default: [''] },
    here: { type: 'boolean', default: false },
  },
});

const chosen = targetsThatBegin(options.only);
const isChosen = ({ file }: { file: string }) => chosen.some((target) => target.file === file);

const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
const tarball = options.tarball ? resolve(options.tarball) : pack(folder);
const unpacked = unpack(tarball, folder);

let failures = 0;
function attempt(name: string, proof: () => string): void {
  process.stdout.write(name);
  try {
    console.log(proof());
  } catch (error) {
    failures++;
    const { message, stdout } = error as Error & { stdout?: string };
    console.log(`FAILED\n${stdout ?? ''}${message}`);
  }
}

function inspectAll(): void {
  const library = zigLibrary(zigPath());
  for (const target of chosen) {
    attempt(`${target.file}  `, () => {
      const found = inspect(target, join(unpacked, 'prebuilds', target.file), library);
      const lines = Object.entries(found).map(([property, value]) => `    ${property}: ${value}`);
      return `\n${lines.join('\n')}`;
    });
  }
}

/** Returns what was seen. */
function run(runtime: Runtime): string {
  const start = performance.now();
  using project = new Project(tarball, runtime);
  const { binary, backends } = project.smoke();
  if (binary !== `prebuilds/${runtime.file}`) throw new Error(`it loaded ${binary}`);
  const passed = project.conformance();
  const seconds = (performance.now() - start) / 1000;
  const names = backends.map((name) => name.replace('Selector', '').toLowerCase()).join(', ');
  return `${names}; ${passed} tests passed in ${seconds.toFixed(0)} s`;
}

const rows = options.here ? [runtimeHere()] : runtimes.filter(isChosen);
if (!options.here) {
  console.log('Inspected');
  inspectAll();
}
console.log('\nRun, after an installation without scripts and without a compiler');
for (const runtime of rows) {
  attempt(`${runtime.file.padEnd(40)}  ${runtime.name.padEnd(20)}  `, () => run(runtime));
}
if (!options.here) {
  const ran = new Set(rows.map(({ file }) => file));
  const notRun = chosen.filter(({ file }) => !ran.has(file));
  console.log(`\nInspected, not run: ${notRun.map(({ file }) => file).join(', ') || 'none'}`);
}
console.log(failures > 0 ? `\n${failures} failed` : '\nall passed');
process.exitCode = failures > 0 ? 1 : 0;
