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

function whichOf(program: string): string {
  return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
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
    return JSON.parse(this.#run(join(this.#folder, 'runtime'), 'smoke.js'));
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
    const pattern = without.map((name) => name.replace(/[^\w ]/g, '.')).join('|');
    const names = without.length > 0 ? [`--testNamePattern=^(?!${pattern}$)`] : [];
    this.#run(join(this.#folder, 'runtime'), vitest, 'run', ...reporters, ...names);
    const report = JSON.parse(readFileSync(join(this.#folder, 'report.json'), 'utf8'));
    if (report.numPassedTests === 0) throw new Error('no test was run');
    return report.numPassedTests;
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #install(...args: string[]): void {
    this.#run('npm', 'install', '--silent', '--ignore-scripts', ...args);
  }

  #installRuntime(): void {
    const { packages, system, command, env, prepare } = this.#runtime;
    // Without --force npm refuses what is for another system.
    const target = system
      ? ['--force', '--os=linux', ...Object.entries(system).map(([k, v]) => `--${k}=${v}`)]
      : [];
    this.#install(...target, ...packages);
    prepare?.(this.#folder);
    const variables = Object.entries(env?.(this.#folder) ?? {}).map(
      (pair) => `export ${pair.join('=')}\n`,
    );
    const line = `${variables.join('')}exec ${command(this.#folder)} "$@"`;
    writeFileSync(join(this.#folder, 'runtime'), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  }

  /** Returns what it prints. */
  #run(program: string, ...args: string[]): string {
    return execFileSync(program, args, {
      cwd: this.#folder,
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: join(this.#folder, 'bin'),
        NO_COLOR: '1',
        RUNTIME: join(this.#folder, 'runtime'),
      },
    });
  }
}
