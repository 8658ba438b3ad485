/**
 * Where the addon is found: in threads, in another folder, and in a bundle.
 */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builder, goodBinary, prebuilt, ScratchPackage } from './scratchPackage.js';

/** Imports the package in a worker thread, whose error becomes that of the program. */
const inWorker = `
  import { Worker } from 'node:worker_threads';
  new Worker('./worker.mjs', { execArgv: [] }).on('error', ({ message, code }) => {
    console.log(JSON.stringify({ message, code }));
    process.exitCode = 1;
  });`;

describe('a worker thread', () => {
  test('loads it', () => {
    const scratch = new ScratchPackage();
    cpSync(goodBinary, scratch.write(prebuilt, ''));
    scratch.write('worker.mjs', "import 'selectors-ts';");
    expect(scratch.run({ program: inWorker })).toMatchObject({ status: 0, stdout: '' });
  });

  test.each([
    ['none', undefined],
    ['a broken one', 'not a binary'],
  ])('fails as the main thread does where there is %s', (_, content) => {
    const scratch = new ScratchPackage();
    if (content !== undefined) scratch.write(prebuilt, content);
    scratch.write('worker.mjs', "import 'selectors-ts';");
    const { message, code } = scratch.fail();
    const { status, stdout } = scratch.run({ program: inWorker });
    expect(JSON.parse(stdout)).toEqual({ message, code });
    expect(status).toBe(1);
  });
});

describe('the folder that SELECTORS_TS_PREBUILD names', () => {
  test('is where it is looked for', () => {
    const scratch = new ScratchPackage();
    cpSync(goodBinary, scratch.write(`elsewhere/${prebuilt}`, ''));
    const env = { SELECTORS_TS_PREBUILD: join(scratch.folder, 'elsewhere') };
    expect(scratch.run({ env }).status).toBe(0);
    expect(scratch.run().status).toBe(1);
  });

  test('may be relative, and a package of this name', () => {
    const scratch = new ScratchPackage();
    cpSync(goodBinary, scratch.write(`elsewhere/${prebuilt}`, ''));
    scratch.write('elsewhere/package.json', '{ "name": "selectors-ts" }');
    expect(scratch.run({ env: { SELECTORS_TS_PREBUILD: 'elsewhere' } })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });
});

test('a loader that is older than import.meta.dirname', () => {
  const scratch = new ScratchPackage();
  cpSync(goodBinary, scratch.write(prebuilt, ''));
  const module = 'dist/lib/chunks/addon.js';
  const source = readFileSync(join(scratch.folder, module), 'utf8');
  scratch.write(module, `delete import.meta.dirname;\n${source}`);
  expect(scratch.run()).toMatchObject({ status: 0, stderr: '' });
});

describe('a bundle, where the package is not to be found by its name', () => {
  const entry = './dist/lib/index.js';

  function bundle() {
    const scratch = new ScratchPackage();
    scratch.write('package.json', '{ "type": "module" }');
    return { scratch, folder: join(scratch.folder, 'dist/lib/chunks') };
  }

  test('has its binary beside it', () => {
    const { scratch } = bundle();
    cpSync(goodBinary, scratch.write(`dist/lib/chunks/${prebuilt}`, ''));
    expect(scratch.run({ program: `import '${entry}';` }).status).toBe(0);
  });

  test('says what belongs beside it', () => {
    const { scratch, folder } = bundle();
    const { status, message } = scratch.fail({}, entry);
    expect(message).toContain(`\n  ${folder}/prebuilds/`);
    expect(message.split('\n').at(-1)).toBe(
      `A bundle has the package beside it: copy node_modules/selectors-ts to ${folder}/selectors-ts.`,
    );
    expect(status).toBe(1);
  });

  test.each([
    ['not this platform', 'prebuilds/plan9-x64/selectors-ts.node'],
    ['a broken one', prebuilt],
  ])('says how to build one where that has %s', (_, file) => {
    const { scratch, folder } = bundle();
    scratch.write(`dist/lib/chunks/${file}`, 'not a binary');
    const { message } = scratch.fail({ env: { PREBUILDS_ONLY: '1' } }, entry);
    const built = 'build/Release/selectors_ts.node';
    expect(message.split('\n').slice(-3)).toEqual([
      'To build it from source (with PREBUILDS_ONLY unset), where the package is installed, with Python 3, make and a C++20 compiler:',
      `  ${builder} -C node_modules/selectors-ts/native`,
      `Then copy node_modules/selectors-ts/${built} to ${folder}/build/Release.`,
    ]);
    cpSync(goodBinary, scratch.write(`dist/lib/chunks/${built}`, ''));
    expect(scratch.run({ program: `import '${entry}';` }).status).toBe(0);
  });
});
