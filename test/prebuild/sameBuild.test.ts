/**
 * node-gyp builds what is tested, CMake what is published: they must compile the same.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
afterAll(() => rmSync(folder, { recursive: true }));

for (const name of ['binding.gyp', 'CMakeLists.txt', 'native', 'package.json']) {
  cpSync(join(repository, name), join(folder, name), { recursive: true });
}
symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));

function run(program: string, ...args: string[]): void {
  const path = join(repository, 'node_modules/.bin', program);
  execFileSync(path, args, { cwd: folder, stdio: 'pipe' });
}

/** Definitions that either tool makes by itself, none of which our sources or Node-API's heed. */
const ofTheTool =
  /^(NODE_GYP_|USING_|V8_|OPENSSL_|_GLIBCXX_USE_CXX11_ABI|_LARGEFILE_|_DARWIN_USE_64|__STDC_FORMAT)/;

/** By source file: what is defined, and the options that change what the code means. */
function compiled(commands: string): Record<string, string[]> {
  const rows: Array<{ command: string; file: string }> = JSON.parse(
    readFileSync(join(folder, commands), 'utf8'),
  );
  const entries = rows.map(({ command, file }): [string, string[]] => {
    const words = command.replaceAll(/["\\]/g, '').split(' ');
    const defined = words.filter((word) => word.startsWith('-D')).map((word) => word.slice(2));
    const options = words.filter((word) =>
      /^-(std=|f(no-)?(exceptions|rtti)|fvisibility)/.test(word),
    );
    const kept = [...defined.filter((name) => !ofTheTool.test(name)), ...options];
    return [relative(folder, file), [...new Set(kept)].sort()];
  });
  return Object.fromEntries(entries.sort());
}

function hasCmake(): boolean {
  try {
    execFileSync('cmake', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const systems = [
  { gyp: 'linux', cmake: 'Linux', backend: 'SELECTORS_TS_EPOLL' },
  { gyp: 'mac', cmake: 'Darwin', backend: 'SELECTORS_TS_KQUEUE' },
  { gyp: 'freebsd', cmake: 'FreeBSD', backend: 'SELECTORS_TS_KQUEUE' },
];

// Cross-building is done on Linux, with CMake from the system.
describe.runIf(process.platform === 'linux' && hasCmake())(
  'node-gyp and CMake, if installed',
  () => {
    test.each(systems)('compile the same for $cmake', ({ gyp, cmake, backend }) => {
      run('node-gyp', 'configure', '--', '-f', 'compile_commands_json', `-DOS=${gyp}`);
      const definitions = [
        'CMAKE_EXPORT_COMPILE_COMMANDS=ON',
        `CMAKE_SYSTEM_NAME=${cmake}`,
        'CMAKE_CXX_COMPILER_FORCED=ON',
      ].map((definition) => `--CD${definition}`);
      run('cmake-js', 'configure', '--out', `cmake-${cmake}`, '-B', 'Release', ...definitions);

      const byCmake = compiled(`cmake-${cmake}/compile_commands.json`);
      expect(byCmake).toEqual(compiled('build/Release/compile_commands.json'));
      const definedEverywhere = expect.arrayContaining(['NAPI_VERSION=8', backend, '-std=c++20']);
      expect(Object.keys(byCmake).length).toBeGreaterThan(15);
      for (const words of Object.values(byCmake)) expect(words).toEqual(definedEverywhere);
    });
  },
);
