/**
 * Importing the package where its binary cannot be loaded.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileLibrary } from './libraries.js';
import { goodBinary, prebuilt, ScratchPackage } from './scratchPackage.js';

const good = readFileSync(goodBinary);
const isElf = good.subarray(1, 4).toString() === 'ELF';

/** The good binary, for a processor that this is not. */
function ofOtherArchitecture(): Buffer {
  const binary = Buffer.from(good);
  binary.writeUInt16LE(243, 18);
  return binary;
}

/** Whatever it is that is wrong, the message is made up in the same way. */
function expectFailure(content: Uint8Array | string, words: string | RegExp, path = prebuilt) {
  const scratch = new ScratchPackage();
  const file = scratch.write(path, content);
  const { status, stderr, message, code, cause } = scratch.fail();
  const [headline, reason, ...rest] = message.split('\n');
  expect(headline).toBe(`selectors-ts cannot load ${file}:`);
  expect(reason).toBe(`  ${cause}`);
  expect(reason).toMatch(words);
  expect(rest.slice(-2)).toEqual([
    'To build it from source, with Python 3, make and a C++20 compiler:',
    `  ${scratch.buildCommand}`,
  ]);
  expect(code).toBe('ERR_DLOPEN_FAILED');
  expect(status).toBe(1);
  expect(stderr).toContain(`Error: ${message}\n`);
  return { hints: rest.slice(0, -2) };
}

describe('a binary that is', () => {
  test('empty', () => {
    expect(expectFailure('', '/selectors-ts.node').hints).toEqual([]);
  });

  test('text', () => {
    expect(expectFailure('no binary '.repeat(99), '/selectors-ts.node').hints).toEqual([]);
  });

  test('a directory', () => {
    const scratch = new ScratchPackage();
    scratch.write(`${prebuilt}/file`, '');
    expect(scratch.fail()).toMatchObject({ status: 1, code: 'EISDIR' });
  });

  test('a library, but no addon', () => {
    const library = compileLibrary('int nothing;');
    expect(expectFailure(library, 'Module did not self-register: ').hints).toEqual([]);
  });

  test("another package's addon", () => {
    const library = compileLibrary(
      'void *napi_register_module_v1(void *environment, void *exports) { return exports; }',
    );
    expect(expectFailure(library, 'It is the addon of another package.').hints).toEqual([]);
  });

  test('in need of a library that is not there', () => {
    const library = compileLibrary('extern int needed; int *use() { return &needed; }', true);
    expect(expectFailure(library, 'libneeded.so').hints).toEqual([]);
  });
});

// On macOS, dyld looks at both itself, and says so.
describe.runIf(isElf)('a binary that is', () => {
  test.each([1, 64, 4096, good.length >> 1, good.length - 1])('truncated to %i bytes', (length) => {
    const words = length < 64 ? 'too short' : `truncated: ${length} bytes of ${good.length}`;
    expect(expectFailure(good.subarray(0, length), words).hints).toEqual([]);
  });

  test('for another architecture', () => {
    const { hints } = expectFailure(ofOtherArchitecture(), '/selectors-ts.node');
    expect(hints).toEqual([`It is for riscv64, and this process runs on ${process.arch}.`]);
  });

  test('for another architecture, and hides one that is right', () => {
    const scratch = new ScratchPackage();
    scratch.write(prebuilt, good);
    expect(scratch.run().status).toBe(0);
    const file = scratch.write('build/Release/selectors_ts.node', ofOtherArchitecture());
    const { message, status } = scratch.fail();
    expect(message.split('\n')).toEqual([
      `selectors-ts cannot load ${file}:`,
      expect.stringContaining(file),
      `It is for riscv64, and this process runs on ${process.arch}.`,
      'It is a local build, which comes before prebuilds/: delete it, or build it anew.',
      expect.any(String),
      `  ${scratch.buildCommand}`,
    ]);
    expect(status).toBe(1);
    expect(scratch.run({ env: { PREBUILDS_ONLY: '1' } }).status).toBe(0);
  });
});

// There is but one C library in the process: the other is what Node's report is made to say.
describe.runIf(process.platform === 'linux')('a binary for the C library', () => {
  test.each([
    ['glibc', 'musl', 'undefined'],
    ['musl', 'glibc', '"2.36"'],
  ])('%s on a system with %s', (libc, own, glibcVersionRuntime) => {
    const scratch = new ScratchPackage();
    scratch.write(prebuilt.replace('.node', `.${libc}.node`), good.subarray(0, 999));
    const { message } = scratch.fail({
      env: { LIBC: libc },
      preload: `process.report.getReport = () => ({ header: { glibcVersionRuntime: ${glibcVersionRuntime} } });`,
    });
    expect(message.split('\n')[2]).toBe(
      `It is for ${libc}, and this process runs on ${own}: with LIBC=${own} in the environment it takes the other.`,
    );
  });
});
