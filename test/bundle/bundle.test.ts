/**
 * Programs with threads and processes that were bundled together with the package, moved away from it.
 */
import { renameSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Bundle, recipe } from './project.js';

const ROLLDOWN = `
  rolldown app.js work.js --platform node --format esm --dir out
  cp -rL node_modules/selectors-ts out
  echo '{ "type": "module" }' >out/package.json`;

/** Chunks are in a folder of their own, below the package's. */
const SPLIT = recipe('ESM').replace(
  '--outdir=out',
  '--outdir=out --splitting --chunk-names=chunks/[name]-[hash]',
);

test.each([
  ['ESM', recipe('ESM')],
  ['CommonJS', recipe('CommonJS')],
  ['ESM, minified', recipe('ESM').replace('--bundle', '--bundle --minify')],
  ['ESM, split', SPLIT],
  ['ESM, by rolldown', ROLLDOWN],
])('threads and processes of a bundle: %s', async (_, commands) => {
  await using bundle = new Bundle(commands);
  expect(bundle.run('argument')).toEqual([
    ['classes', true, true, true, true, true, true],
    ['received', 1, 'hello', 'piped'],
    ['inner', true, true],
    ['hook', 'expected', true],
    ['function', 42],
    ['the Gil is given up', true],
    ['fetched', true, 'work'],
    ['process', true, true, 'argument'],
    ['Thread-1 (send)', true],
    ['exitcode', 0],
  ]);
});

describe.each(['ESM', 'CommonJS'])('a bundle of %s', (format) => {
  test('a target that starts its own module as a process', async () => {
    await using bundle = new Bundle(recipe(format));
    expect(bundle.run('unguarded')).toEqual([['exitcode', 1]]);
  });

  test('without what starts threads and processes: start() says what is missing', async () => {
    await using bundle = new Bundle(recipe(format));
    renameSync(bundle.path('selectors-ts/prebuilds'), bundle.path('prebuilds'));
    rmSync(bundle.path('selectors-ts'), { recursive: true });
    const folder = bundle.path('selectors-ts');
    const missing = (file: string) =>
      `there is no ${folder}/dist/lib/${file}, which threads and processes need. A bundle has the package ` +
      `beside it: copy node_modules/selectors-ts to ${folder}`;
    expect(bundle.run('missing')).toEqual([
      ['RuntimeError', missing('threading/threadWorker.js')],
      ['RuntimeError', missing('multiprocessing/child.js')],
    ]);
  });
});
