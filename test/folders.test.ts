/**
 * What may import what: each folder of the library only those before it, and nobody the command.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** The folders of lib/, each of which may import those before it. */
const ORDER = [
  'addon',
  'errors',
  'fileobj',
  'arguments',
  'descriptor',
  'wait',
  'opaque',
  'select',
  'selectors',
  'socket',
  'marshal',
  'handles',
  'multiprocessing',
  'threading',
];

/** What the folders at the top may import of each other; a library's user has its name to import. */
const TOP: Record<string, string[]> = {
  lib: [],
  bench: ['lib'],
  examples: [],
  cli: ['lib', 'bench', 'examples'],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

const root = fileURLToPath(new URL('..', import.meta.url));

const imports = Object.keys(TOP).flatMap(importsIn);

function importsIn(folder: string): Import[] {
  return readdirSync(posix.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => importsOf(posix.join(folder, path)));
}

/** Imports and exports, at the top or not, by relative paths. */
function importsOf(from: string): Import[] {
  const source = readFileSync(posix.join(root, from), 'utf8');
  const pattern =
    /^(?:import|export)( type)?\b[^;]*?['"](\.[^'"]+)['"];|(typeof )?import\('(\.[^']+)'\)/gm;
  return [...source.matchAll(pattern)].map(([, type, path, typeOf, dynamicPath]) => ({
    from,
    to: posix.join(posix.dirname(from), path ?? dynamicPath ?? '').replace(/\.js$/, '.ts'),
    isType: (type ?? typeOf) !== undefined,
  }));
}

const written = ({ from, to }: Import) => `${from} → ${to}`;
const top = (path: string) => path.split('/')[0] ?? '';
/** The folder of lib/, or the entry. */
const place = (path: string) => path.split('/')[1] ?? '';
const isEntry = (path: string) => place(path).endsWith('.ts');
const isEntryOf = (entry: string, path: string) =>
  place(entry) === `${place(path)}.ts` || path === 'lib/errors/public.ts';

const inLib = imports.filter(({ from, to }) => top(from) === 'lib' && top(to) === 'lib');

test('imports are found', () => {
  expect(inLib.length).toBeGreaterThan(300);
  expect(inLib.filter(({ isType }) => isType).length).toBeGreaterThan(30);
});

test('each folder has its place in the order', () => {
  const folders = readdirSync(posix.join(root, 'lib'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(folders.sort()).toEqual(ORDER.toSorted());
});

test('the library knows no other folder, and nobody the command', () => {
  const others = imports.filter(
    ({ from, to }) => top(from) !== top(to) && !TOP[top(from)]?.includes(top(to)),
  );
  expect(others.map(written)).toEqual([]);
});

describe('within lib/', () => {
  test('a folder imports those before it', () => {
    const up = inLib.filter(
      ({ from, to }) =>
        !isEntry(from) &&
        place(from) !== place(to) &&
        ORDER.indexOf(place(to)) >= ORDER.indexOf(place(from)),
    );
    expect(up.map(written)).toEqual([]);
  });

  test('nobody imports an entry', () => {
    expect(inLib.filter(({ to }) => isEntry(to)).map(written)).toEqual([]);
  });

  test("another folder's files are imported through its index.ts", () => {
    const inner = inLib.filter(
      ({ from, to }) =>
        place(from) !== place(to) && !to.endsWith('/index.ts') && !isEntryOf(from, to),
    );
    expect(inner.map(written)).toEqual([]);
  });

  test('selectors stand on select, and touch neither the addon nor sockets', () => {
    const touched = inLib.filter(
      ({ from, to }) => place(from) === 'selectors' && ['addon', 'socket'].includes(place(to)),
    );
    expect(touched.map(written)).toEqual([]);
  });

  test.each(['index', 'select', 'socket'])('%s loads nothing that threads need', (entry) => {
    const loaded = new Set([`lib/${entry}.ts`]);
    for (const file of loaded) for (const { to } of loadedBy(file)) loaded.add(to);
    expect(loaded.size).toBeGreaterThan(20);
    const folders = new Set([...loaded].map(place));
    const threads = ['marshal', 'handles', 'multiprocessing', 'threading'];
    expect(threads.filter((folder) => folders.has(folder))).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, way: readonly string[]) => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
      if (done.has(file)) return;
      done.add(file);
      for (const { to } of loadedBy(file)) visit(to, [...way, file]);
    };
    for (const { from } of inLib) visit(from, []);
    expect(circles).toEqual([]);
  });
});

function loadedBy(file: string): Import[] {
  return inLib.filter(({ from, isType }) => from === file && !isType);
}
