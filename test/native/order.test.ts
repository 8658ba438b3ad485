/**
 * What the files of native/ include, and what they may.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const native = fileURLToPath(new URL('../../native', import.meta.url));
/** Each knows those before it. */
const MODULES = ['base', 'select', 'socket', 'threading', 'multiprocessing'];
const SYSTEMS = ['posix', 'linux', 'bsd'];
/** Where portable code has the system's headers from. */
const SYSTEM_HEADERS = 'core/base/system_sockets.h';
/** The standard library's headers that are the system's all the same. */
const SYSTEM_IN_DISGUISE = ['csignal'];

const files = readdirSync(native, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(cc|h)$/.test(file),
);
const sources = new Map(files.map((file) => [file, codeOf(file)]));

/** Without comments. */
function codeOf(file: string): string {
  const text = readFileSync(join(native, file), 'utf8');
  return text.replaceAll(/\/\/[^\n]*|\/\*.*?\*\//gs, '');
}

/** What is included by `"…"` and by `<…>`. */
function includesOf(file: string): { ours: string[]; foreign: string[] } {
  const lines = [...sources.get(file)!.matchAll(/^\s*#\s*include\s+([<"])(.+)[>"]/gm)];
  const within = (bracket: string) =>
    lines.filter((line) => line[1] === bracket).map((line) => line[2]!);
  return { ours: within('"'), foreign: within('<') };
}

const layerOf = (file: string) => file.split('/')[0]!;
const moduleOf = (file: string) => file.split('/')[1]!;
/** The addon's entry, in no folder, is above all. */
const rankOf = (file: string) =>
  dirname(file) === layerOf(file) ? MODULES.length : MODULES.indexOf(moduleOf(file));
const systemOf = (file: string) => SYSTEMS.find((system) => file.split('/').includes(system));
const isPortable = (file: string) => systemOf(file) === undefined;

/** The files that include one of ours that they may not, with it. */
function wrongIncludes(mayNot: (file: string, included: string) => boolean): string[] {
  return files.flatMap((file) =>
    includesOf(file)
      .ours.filter((included) => mayNot(file, included))
      .map((included) => `${file}: ${included}`),
  );
}

/** The first way from a file back to itself. */
function findCycle(file: string, way: string[] = [], done = new Set<string>()): string[] | null {
  if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
  if (done.has(file)) return null;
  for (const included of includesOf(file).ours) {
    const cycle = findCycle(included, [...way, file], done);
    if (cycle !== null) return cycle;
  }
  done.add(file);
  return null;
}

test('the files are those of two layers, and of five modules in each', () => {
  const folders = files.map((file) => `${layerOf(file)}/${moduleOf(file)}`);
  const modules = ['core', 'binding'].flatMap((layer) => MODULES.map((name) => `${layer}/${name}`));
  expect(new Set(folders)).toEqual(new Set([...modules, 'binding/module.cc']));
});

test('an include names a file by its path below native/', () => {
  expect(wrongIncludes((_, included) => !sources.has(included))).toEqual([]);
});

test('core includes nothing of binding', () => {
  expect(
    wrongIncludes((file, included) => layerOf(file) === 'core' && layerOf(included) !== 'core'),
  ).toEqual([]);
});

test('no folder includes one above it', () => {
  expect(wrongIncludes((file, included) => rankOf(included) > rankOf(file))).toEqual([]);
});

test('no file includes itself by way of others', () => {
  expect(files.map((file) => findCycle(file)).filter((cycle) => cycle !== null)).toEqual([]);
});

test("portable code of core includes nothing of a system's, nor one system another's", () => {
  const mayInclude = (file: string, included: string) =>
    isPortable(included) || systemOf(included) === systemOf(file);
  expect(
    wrongIncludes((file, included) => layerOf(file) === 'core' && !mayInclude(file, included)),
  ).toEqual([]);
});

test('the headers of the system are included by its own code, and in one place besides', () => {
  const mayInclude = (file: string, header: string) => {
    if (layerOf(file) === 'binding' && header === 'napi.h') return true;
    if (layerOf(file) === 'core' && !isPortable(file))
      return !/^(js_native_api|napi|node|uv)/.test(header);
    if (file === SYSTEM_HEADERS) return true;
    // Of the processor, not of the system.
    if (basename(file) === 'ticks.h' && header === 'x86intrin.h') return true;
    return /^[a-z_]+$/.test(header) && !SYSTEM_IN_DISGUISE.includes(header);
  };
  const wrong = files.flatMap((file) =>
    includesOf(file)
      .foreign.filter((header) => !mayInclude(file, header))
      .map((header) => `${file}: <${header}>`),
  );
  expect(wrong).toEqual([]);
});

test('binding makes no system call', () => {
  const calls = (layer: string, pattern: RegExp) =>
    files
      .filter((file) => layerOf(file) === layer)
      .flatMap((file) =>
        [...sources.get(file)!.matchAll(pattern)].map(([call]) => ({ file, call })),
      );
  const qualified = /(?<=(?<![\w>])::)[a-z]\w*(?=\()/g;
  const systemCalls = new Set(calls('core', qualified).map(({ call }) => call));
  expect([...systemCalls]).toEqual(expect.arrayContaining(['close', 'dlsym', 'poll', 'recv']));

  const unqualified = calls('binding', /(?<![\w.:>])[a-z]\w*(?=\()/g);
  expect([
    ...calls('binding', qualified),
    ...unqualified.filter(({ call }) => systemCalls.has(call)),
  ]).toEqual([]);
});
