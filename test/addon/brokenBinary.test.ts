/**
 * Importing the package where its binary cannot be loaded.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasLibcTags } from '../support/capabilities.js';
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

/** Of a file, or what makes it. */
type Content = Uint8Array | string | ((file: string) => void);

function place(scratch: ScratchPackage, content: Content): string {
  if (typeof content !== 'function') return scratch.write(prebuilt, content);
  const file = scratch.write(prebuilt, '');
  rmSync(file);
  content(file);
  return file;
}

/** Whatever it is that is wrong, the message is made up in the same way. */
function expectFailure(content: Content, words: string | RegExp) {
  const scratch = new ScratchPackage();
  const file = place(scratch, content);
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

  test.each([
    ['a directory', (file: string) => mkdirSync(file)],
    ['a FIFO', (file: string) => spawnSync('mkfifo', [file])],
    ['a link to a device', (file: string) => symlinkSync('/dev/zero', file)],
  ])('%s', (_, make) => {
    expect(expectFailure(make, /\/selectors-ts\.node: not a regular file$/).hints).toEqual([]);
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

  test.each([4096, good.length >> 1])('of its right size, but zeros after %i bytes', (length) => {
    const binary = Buffer.from(good).fill(0, length);
    expect(expectFailure(binary, ': damaged: no section headers').hints).toEqual([]);
  });

  test('without section headers', () => {
    const [start, end] = good[4] === 2 ? [40, 48] : [32, 36];
    const binary = Buffer.from(good).fill(0, start, end);
    expect(expectFailure(binary, ': damaged: no section headers').hints).toEqual([]);
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
      'It is a local build, which comes before prebuilds/: delete it.',
      expect.any(String),
      `  ${scratch.buildCommand}`,
    ]);
    expect(status).toBe(1);
    expect(scratch.run({ env: { PREBUILDS_ONLY: '1' } }).status).toBe(0);
  });
});

// There is but one C library in the process: the other is what Node's report is made to say.
describe.runIf(hasLibcTags)('a binary for the C library', () => {
  function failWith(libc: string, report: string) {
    const scratch = new ScratchPackage();
    const tagged = prebuilt.replace('.node', `.${libc}.node`);
    const file = scratch.write(tagged, good.subarray(0, 999));
    const preload = `process.report.getReport = () => ${report};`;
    return { file, ...scratch.fail({ env: { LIBC: libc }, preload }) };
  }

  test.each([
    ['glibc', 'musl', 'undefined'],
    ['musl', 'glibc', '"2.36"'],
  ])('%s on a system with %s', (libc, own, glibcVersionRuntime) => {
    const { message } = failWith(
      libc,
      `({ header: { glibcVersionRuntime: ${glibcVersionRuntime} } })`,
    );
    expect(message.split('\n').slice(2, 4)).toEqual([
      `It is for ${libc}, and this process runs on ${own}: with LIBC=${own} in the environment it takes the other.`,
      `The environment chose this platform: LIBC=${libc}.`,
    ]);
  });

  test('musl where there is no telling', () => {
    const { file, message, cause } = failWith('musl', '{ throw new Error("NotCapable"); }');
    expect(cause).toBe(`${file}: truncated: 999 bytes of ${good.length}`);
    expect(message.split('\n').slice(0, 3)).toEqual([
      `selectors-ts cannot load ${file}:`,
      `  ${cause}`,
      'The environment chose this platform: LIBC=musl.',
    ]);
  });
});

describe('a good binary where the runtime loads none', () => {
  test('Node says so, and which options they are', () => {
    const scratch = new ScratchPackage();
    const file = scratch.write('build/Release/selectors_ts.node', good);
    const { message, code, cause } = scratch.fail({ env: { NODE_OPTIONS: '--no-addons' } });
    expect(message.split('\n')).toEqual([
      `selectors-ts cannot load ${file}:`,
      `  ${cause}`,
      'Node loads addons only without --no-addons, and under --permission only with --allow-addons.',
    ]);
    expect(code).toBe('ERR_DLOPEN_DISABLED');
  });

  test("Deno's words are enough", () => {
    const scratch = new ScratchPackage();
    const file = scratch.write(prebuilt, good);
    const preload = `process.dlopen = () => {
      throw Object.assign(new Error('run again with the --allow-ffi flag'), { name: 'NotCapable' });
    };`;
    const { message, code } = scratch.fail({ preload });
    expect(message.split('\n')).toEqual([
      `selectors-ts cannot load ${file}:`,
      '  run again with the --allow-ffi flag',
    ]);
    expect(code).toBe('ERR_DLOPEN_FAILED');
  });
});
