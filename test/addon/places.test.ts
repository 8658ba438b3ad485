/**
 * Where the addon is found: in threads, in another folder, and in a bundle.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { goodBinary, prebuilt, ScratchPackage } from './scratchPackage.js';

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

test('the folder that SELECTORS_TS_PREBUILD names', () => {
  const scratch = new ScratchPackage();
  cpSync(goodBinary, scratch.write(`elsewhere/${prebuilt}`, ''));
  const env = { SELECTORS_TS_PREBUILD: join(scratch.folder, 'elsewhere') };
  expect(scratch.run({ env }).status).toBe(0);
  expect(scratch.run().status).toBe(1);
});

describe('a bundle, where the package is not to be found by its name', () => {
  const entry = './dist/lib/index.js';

  test('has its binary beside it', () => {
    const scratch = new ScratchPackage();
    scratch.write('package.json', '{ "type": "module" }');
    cpSync(goodBinary, scratch.write(`dist/lib/addon/${prebuilt}`, ''));
    expect(scratch.run({ program: `import '${entry}';` }).status).toBe(0);
  });

  test('says what belongs beside it', () => {
    const scratch = new ScratchPackage();
    scratch.write('package.json', '{ "type": "module" }');
    const { status, message } = scratch.fail({}, entry);
    const folder = join(scratch.folder, 'dist/lib/addon');
    expect(message).toContain(`\n  ${folder}/prebuilds/`);
    expect(message.split('\n').at(-1)).toBe(
      `In a bundle, copy the package's prebuilds folder beside it: to ${folder}/prebuilds.`,
    );
    expect(status).toBe(1);
  });
});
