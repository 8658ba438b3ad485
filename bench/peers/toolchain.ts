import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Program } from '../rounds/index.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const packageFolder = dirname(require.resolve('selectors-ts/package.json'));
const sourceFolder = join(packageFolder, 'bench/peers');
const compiledFolder = join(packageFolder, 'dist/bench');

/**
 * Turns programs into commands, compiling C sources when they are first asked for. It builds into a
 * fresh private folder: a second's work, against a cache that could be stale or somebody else's.
 */
export class Toolchain implements Disposable {
  readonly #buildFolder = mkdtempSync(join(tmpdir(), 'selectors-ts-bench-'));
  readonly #built = new Map<string, Promise<string>>();
  #hasPython: Promise<boolean> | undefined;

  commandOf = async (program: Program): Promise<[string, ...string[]] | null> => {
    const args = program.args.map(String);
    if (program.runtime === 'c') return [await this.#build(program.file, ['-pthread']), ...args];
    if (program.runtime === 'python') {
      this.#hasPython ??= run('python3', ['--version']).then(
        () => true,
        () => false,
      );
      if (!(await this.#hasPython)) return null;
      return ['python3', '-B', join(sourceFolder, program.file), ...args];
    }
    if (program.addon !== undefined) {
      const headers = nodeHeaders();
      if (headers === null) return null;
      args.push(await this.#build(program.addon, ['-shared', '-fPIC', `-I${headers}`]));
    }
    return [process.execPath, join(compiledFolder, program.file), ...args];
  };

  #build(name: string, flags: readonly string[]): Promise<string> {
    const target = join(this.#buildFolder, flags.includes('-shared') ? `${name}.node` : name);
    let built = this.#built.get(target);
    if (built === undefined) {
      const source = join(sourceFolder, `${name}.c`);
      built = run('cc', ['-O2', ...flags, '-o', target, source]).then(() => target);
      this.#built.set(target, built);
    }
    return built;
  }

  [Symbol.dispose](): void {
    rmSync(this.#buildFolder, { recursive: true });
  }
}

/** Node-API's headers: those beside this Node, or those of the development dependency. */
function nodeHeaders(): string | null {
  const beside = join(dirname(process.execPath), '../include/node');
  if (existsSync(join(beside, 'node_api.h'))) return beside;
  try {
    return require('node-api-headers').include_dir;
  } catch {
    return null;
  }
}
