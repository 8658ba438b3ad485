/**
 * A folder into which the package was installed as its users do.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Runtime } from './runtime.js';

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
/** All there is on PATH: no compiler, no make, no Python. */
const PROGRAMS = ['sh', 'env', 'node', 'npm', 'cat', 'mkfifo'];
/** Emulation takes its time. */
const TIMEOUT_MS = 20 * 60 * 1000;

const vitestConfig = `export default {
  test: { include: ['test/conformance/**/*.test.ts'], pool: 'forks', testTimeout: 300_000 },
};
`;

/** Without what would choose another binary or backend. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(SELECTORS_TS_|PREBUILDS_ONLY|LIBC|ARM_VERSION|NODE_OPTIONS|npm_config_(arch|platform))/.test(
        name,
      ),
  ),
);

function whichOf(program: string): string {
  return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
}

/** As one word for a shell. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

export class Project implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
  readonly #runtime: Runtime;

  constructor(tarball: string, runtime: Runtime) {
    this.#runtime = runtime;
    const bin = join(this.#folder, 'bin');
    mkdirSync(bin);
    for (const name of PROGRAMS) symlinkSync(realpathSync(whichOf(name)), join(bin, name));
    writeFileSync(join(this.#folder, 'package.json'), '{ "private": true, "type": "module" }');
    this.#install(tarball);
    this.#installRuntime();
  }

  /** Returns what the smoke test printed. */
  smoke(): { binary: string; backends: string[] } {
    const program = fileURLToPath(new URL('smoke.js', import.meta.url));
    cpSync(program, join(this.#folder, 'smoke.js'));
    const runtime = join(this.#folder, 'runtime');
    if (this.#runtime.flag !== undefined) this.#run(runtime, this.#runtime.flag, 'smoke.js');
    return JSON.parse(this.#run(runtime, 'smoke.js'));
  }

  /** Returns how many tests passed; throws if one failed, or none was run. */
  conformance(): number {
    for (const name of ['conformance', 'support']) {
      cpSync(join(repository, 'test', name), join(this.#folder, 'test', name), { recursive: true });
    }
    writeFileSync(join(this.#folder, 'vitest.config.mjs'), vitestConfig);
    const { without = [] } = this.#runtime;
    const vitest = 'node_modules/vitest/vitest.mjs';
    const reporters = ['--reporter=json', '--outputFile=report.json', '--reporter=dot'];
    const patterns = without.map((name) => name.replace(/[^\w ]/g, '.'));
    const names = without.length > 0 ? [`--testNamePattern=^(?!(${patterns.join('|')})$)`] : [];
    this.#run(join(this.#folder, 'runtime'), vitest, 'run', ...reporters, ...names);
    const report = JSON.parse(readFileSync(join(this.#folder, 'report.json'), 'utf8'));
    const { numPassedTests, numTotalTests } = report;
    if (numPassedTests === 0 || numPassedTests + without.length !== numTotalTests) {
      throw new Error(`${numPassedTests} of ${numTotalTests} tests were run`);
    }
    return numPassedTests;
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #install(...args: string[]): void {
    this.#run('npm', 'install', '--loglevel=error', '--ignore-scripts', ...args);
  }

  #installRuntime(): void {
    const { packages, system, command, env, prepare } = this.#runtime;
    // Without --force npm refuses what is for another system.
    const target = system
      ? ['--force', '--os=linux', ...Object.entries(system).map(([k, v]) => `--${k}=${v}`)]
      : [];
    this.#install(...target, ...packages);
    prepare?.(this.#folder);
    const variables = Object.entries(env?.(this.#folder) ?? {});
    const script = [
      '#!/bin/sh',
      ...variables.map(([name, value]) => `export ${name}=${quoted(value)}`),
      `exec ${command(this.#folder).map(quoted).join(' ')} "$@"`,
    ];
    writeFileSync(join(this.#folder, 'runtime'), `${script.join('\n')}\n`, { mode: 0o755 });
  }

  /** Returns what it prints. */
  #run(program: string, ...args: string[]): string {
    return execFileSync(program, args, {
      cwd: this.#folder,
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
      maxBuffer: Number.POSITIVE_INFINITY,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...environment,
        PATH: join(this.#folder, 'bin'),
        NO_COLOR: '1',
        RUNTIME: join(this.#folder, 'runtime'),
      },
    });
  }
}
