/**
 * What is said of a binary without running it. The real ones are inspected where they are made, by
 * `npm run prebuild:verify`.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { verifyCodeSignature } from '../../scripts/prebuild/inspect/codeSignature.js';
import { expectations } from '../../scripts/prebuild/inspect/expectations.js';
import { Findings } from '../../scripts/prebuild/inspect/findings.js';
import { inspect } from '../../scripts/prebuild/inspect/index.js';
import {
  inspectBinds,
  inspectExports,
  inspectSymbolTable,
} from '../../scripts/prebuild/inspect/machOSymbols.js';
import { muslSymbols } from '../../scripts/prebuild/inspect/symbols.js';
import { type Target, targets } from '../../scripts/prebuild/targets.js';

const builtHere = fileURLToPath(new URL('../../build/Release/selectors_ts.node', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const targetOf = (file: string): Target => targets.find((target) => target.file === file)!;
const linux = targetOf('linux-x64/selectors-ts.glibc.node');
const mac = targetOf('darwin-arm64/selectors-ts.node');

test('something is expected of every target, and of nothing else', () => {
  expect(Object.keys(expectations).sort()).toEqual(targets.map(({ file }) => file).sort());
});

describe('what is refused at first sight', () => {
  test('a target of which nothing is known', () => {
    expect(() => inspect({ file: 'aix-ppc64/a.node', zigTarget: '' }, builtHere, folder)).toThrow(
      'nothing is known of aix-ppc64/a.node',
    );
  });

  test('what is no binary, or another kind of one', () => {
    const script = write('script.node', '#!/bin/sh\n');
    expect(() => inspect(linux, script, folder)).toThrow('is no ELF 64-bit SharedObject');
    const elf = write('elf.node', Buffer.from('7f454c4602010100', 'hex'));
    expect(() => inspect(mac, elf, folder)).toThrow('is no Mach-O DYLIB');
    expect(() => inspect(mac, write('empty.node', ''), folder)).toThrow('is no Mach-O DYLIB');
  });

  test('anything, where the tools are not installed, or warn of it', () => {
    vi.stubEnv('PATH', folder);
    const elf = write('elf.node', Buffer.from('7f454c4602010100', 'hex'));
    expect(() => inspect(linux, elf, folder)).toThrow('apt-get install llvm');
    // Debian's packages of one version add it to the names.
    chmodSync(write('llvm-readobj-14', '#!/bin/sh\necho corrupt >&2\n'), 0o755);
    expect(() => inspect(linux, elf, folder)).toThrow(`llvm-readobj ${elf}: corrupt`);
  });
});

/** Needs llvm-readobj, and what g++ on Linux makes. */
const canRead = () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false;
  try {
    inspect(linux, builtHere, folder);
    return true;
  } catch (error) {
    return !(error as Error).message.includes('apt-get install llvm');
  }
};

test.skipIf(!canRead())('what g++ builds here is not what is published, for these reasons', () => {
  const inspection = () => inspect(linux, builtHere, folder);
  expect(inspection).toThrow(
    /newer than GLIBC_2\.17, or of another library: CXXABI_1\.3.*GLIBCXX_3\.4/,
  );
  expect(inspection).toThrow(/libraries: .*libstdc\+\+\.so\.6/);
});

test("musl's symbols are those that our architectures have", () => {
  const stub = [
    '#ifdef PTR64\n#define WEAK64 .weak\n#else\n#define WEAK64 .globl\n#endif',
    '.globl poll\n.type poll, %function;\npoll:\n.weak send',
    '#ifdef TIME32\n.globl __time64\n#endif',
    '#if !defined(ARCH_aarch64) && !defined(ARCH_arm)\n.globl vfork\n#endif',
    '#if !defined(ARCH_s390x)\n.globl __tls_get_addr\n#endif\n',
  ].join('\n');
  write('musl/libc/musl/libc.S', stub);
  expect([...muslSymbols(join(folder, 'musl'))]).toEqual(['poll', 'send', '__tls_get_addr']);
});

describe('Mach-O symbols', () => {
  const stub = `--- !tapi-tbd
targets:         [ x86_64-macos, arm64e-macos ]
install-name:    '/usr/lib/system/libsystem_c.dylib'
exports:
  - targets:         [ x86_64-macos ]
    symbols:         [ '_select$1050', _old ]
  - targets:         [ x86_64-macos, arm64e-macos ]
    symbols:         [ '_select$DARWIN_EXTSN', _close,
                       _poll ]
...
`;
  write('mac/libc/darwin/libSystem.tbd', stub);

  function binds(target: string, ...lines: string[]): Findings {
    const findings = new Findings();
    const always = ['flat-namespace _napi_create_object', 'libSystem _close'].map(
      (bind) => `__DATA   __la_symbol_ptr    0x00040000 ${bind}`,
    );
    const table = ['Lazy bind table:', ...always, ...lines].join('\n');
    inspectBinds(table, target, join(folder, 'mac'), findings);
    return findings;
  }

  test("of Node's and the system's, nothing is missing", () => {
    const { properties, violations } = binds(
      'arm64e-macos',
      '__DATA   __la_symbol_ptr    0x00040008 libSystem        _select$DARWIN_EXTSN',
      '__DATA_CONST __got          0x0003C0B0 pointer         0 libSystem        _poll',
      '__DATA   __data             0x00044018 pointer         0 libSystem        _poll',
    );
    expect(violations).toEqual([]);
    expect(properties.imports).toBe('1 from Node-API, 3 from libSystem');
  });

  test.each([
    ['what only another architecture has', 'libSystem _old'],
    ["libuv's, which Node alone has", 'flat-namespace _uv_run'],
    ['a newer Node-API', 'flat-namespace _node_api_symbol_for'],
    ["the system's, looked for anywhere", 'flat-namespace _poll'],
    ["Node's, looked for in the system", 'libSystem _napi_create_object'],
  ])('refused: %s', (_, bind) => {
    const line = `__DATA   __la_symbol_ptr    0x00040008 ${bind}`;
    expect(binds('arm64e-macos', line).violations).toEqual([
      `nobody will be there to bring: ${bind}`,
    ]);
  });

  test('nothing is exported but the entry points and what the linker leaves', () => {
    const trie = (...names: string[]) => {
      const findings = new Findings();
      inspectExports(['Exports trie:', ...names].join('\n0x0000A72C  '), findings);
      return findings.violations;
    };
    const entryPoints = ['_napi_register_module_v1', '_node_api_module_get_api_version_v1'];
    expect(trie(...entryPoints, '__Znwm [weak_def]', '___dso_handle')).toEqual([]);
    expect(trie(...entryPoints, '__ZN4Napi5ErrorD1Ev')).toEqual(['exports: _ZN4Napi5ErrorD1Ev']);
    expect(trie('_napi_register_module_v1')).toEqual([
      'exports without: node_api_module_get_api_version_v1',
    ]);
  });

  test('weak imports, and what a debugger needs, are refused', () => {
    const findings = new Findings();
    findings.note('minimum', 'macos 11.0');
    const table = `
                 (undefined) external _close (from libSystem)
                 (undefined) weak external _preadv (from libSystem)
0000000000001000 (__TEXT,__text) external _napi_register_module_v1
0000000000001008 (__TEXT,__text) non-external (was a private external) __ZN4Napi5ErrorD1Ev
0000000000001010 (__TEXT,__text) non-external _close__thunk
0000000000000000 (?) non-external /home/someone/select.o
`;
    inspectSymbolTable(table, findings);
    expect(findings.violations).toEqual([
      'newer than macos 11.0: _preadv',
      'not stripped of 2 local symbols',
    ]);
  });
});

describe('a code signature', () => {
  const PAGE = 4096;
  const code = Buffer.alloc(2 * PAGE + 100, 'code');

  /** The file, with the least of a signature after its code. */
  function signed({ flags = 2, codeLimit = code.length, hashType = 2 } = {}): Buffer {
    const pages = [0, PAGE, 2 * PAGE].map((start) => code.subarray(start, start + PAGE));
    const hashes = pages.map((page) => createHash('sha256').update(page).digest());
    const directory = Buffer.alloc(44);
    const length = directory.length + 32 * hashes.length;
    const words = [0xfade0c02, length, 0x20400, flags, directory.length, 0, 0, 3, codeLimit];
    words.forEach((word, index) => {
      directory.writeUInt32BE(word, index * 4);
    });
    directory.set([32, hashType, 0, Math.log2(PAGE)], 36);
    const blobs = Buffer.alloc(20);
    [0xfade0cc0, blobs.length + length, 1, 0, blobs.length].forEach((word, index) => {
      blobs.writeUInt32BE(word, index * 4);
    });
    return Buffer.concat([code, blobs, directory, ...hashes]);
  }

  const verify = (file: Buffer) =>
    verifyCodeSignature(file, code.length, file.length - code.length);

  test('is right if every page has the hash in it', () => {
    expect(verify(signed())).toBe(3);
  });

  test.each([
    ['the first byte', 0, 0],
    ['a byte of the second page', PAGE, 1],
    ['the last byte before the signature', code.length - 1, 2],
    ['a byte of the last hash', -1, 2],
  ])('tells that %s has been changed', (_, at, page) => {
    const file = signed();
    const index = at < 0 ? file.length + at : at;
    file[index] = file[index]! ^ 1;
    expect(() => verify(file)).toThrow(`page ${page} has been changed since it was signed`);
  });

  test('is refused if it is not ad hoc, not of all, not SHA-256 or none', () => {
    expect(() => verify(signed({ flags: 0 }))).toThrow('not ad hoc');
    expect(() => verify(signed({ codeLimit: PAGE }))).toThrow(`covers ${PAGE} of ${code.length}`);
    expect(() => verify(signed({ hashType: 1 }))).toThrow('not SHA-256');
    expect(() => verify(Buffer.concat([code, Buffer.alloc(200)]))).toThrow('no super-blob');
    const longer = Buffer.concat([signed(), Buffer.alloc(1)]);
    const size = longer.length - 1 - code.length;
    expect(() => verifyCodeSignature(longer, code.length, size)).toThrow('does not end the file');
  });
});
