import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { CommandOf } from '../rounds/index.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const packageFolder = dirname(require.resolve('selectors-ts/package.json'));
const sourceFolder = join(packageFolder, 'bench/peers');
const compiledFolder = join(packageFolder, 'dist/bench');

const standin = join(packageFolder, 'test/kqueue/build/Release/selectors_ts.node');

const COMPILER = 'cc';
const PYTHON = 'python3';
const PROGRAM_FLAGS = ['-pthread'];
/** Node has the functions that an addon calls; the linker of macOS wants to be told. */
const ADDON_FLAGS = [
  '-shared',
  '-fPIC',
  ...(process.platform === 'darwin' ? ['-undefined', 'dynamic_lookup'] : []),
];

type Built = string | { absent: string };

/**
 * Turns programs into commands, compiling C sources when they are first asked for. It builds into a
 * fresh private folder: a second's work, against a cache that could be stale or somebody else's.
 */
export class Toolchain implements Disposable {
  #buildFolder: string | undefined;
  readonly #built = new Map<string, Promise<Built>>();
  readonly #installed = new Map<string, Promise<boolean>>();
  readonly #remove = (): void => {
    if (this.#buildFolder !== undefined)
      rmSync(this.#buildFolder, { recursive: true, force: true });
  };

  commandOf: CommandOf = async (program) => {
    const args = program.args.map(String);
    if (program.runtime === 'c') {
      const built = await this.#cProgram(program.file);
      return typeof built === 'string' ? [built, ...args] : built;
    }
    if (program.runtime === 'python') {
      if (!(await this.#isInstalled(PYTHON))) return { absent: 'python3 is not installed' };
      return [PYTHON, '-B', join(sourceFolder, program.file), ...args];
    }
    if (program.needsStandin && !existsSync(standin)) {
      return { absent: 'the stand-in for kqueue is not built: npm run build:kqueue' };
    }
    const command: [string, ...string[]] = [
      process.execPath,
      join(compiledFolder, program.file),
      ...args,
    ];
    if (program.addon === undefined) return command;
    const built = await this.#addon(program.addon);
    return typeof built === 'string' ? [...command, built] : built;
  };

  async #cProgram(name: string): Promise<Built> {
    if (process.platform !== 'linux') return { absent: 'the programs in C use epoll: Linux only' };
    return this.#build(name, name, PROGRAM_FLAGS);
  }

  async #addon(name: string): Promise<Built> {
    const headers = nodeHeaders();
    if (headers === null) return { absent: 'no Node-API headers' };
    return this.#build(name, `${name}.node`, [...ADDON_FLAGS, `-I${headers}`]);
  }

  #build(name: string, target: string, flags: readonly string[]): Promise<Built> {
    let built = this.#built.get(target);
    if (built === undefined) {
      built = this.#compile(name, target, flags);
      this.#built.set(target, built);
    }
    return built;
  }

  async #compile(name: string, target: string, flags: readonly string[]): Promise<Built> {
    if (!(await this.#isInstalled(COMPILER))) return { absent: `no C compiler (${COMPILER})` };
    try {
      const path = join(this.#ownFolder(), target);
      await run(COMPILER, ['-O2', ...flags, '-o', path, join(sourceFolder, `${name}.c`)]);
      return path;
    } catch (error) {
      const { stderr, message } = error as Error & { stderr?: string };
      return { absent: `it could not be compiled: ${(stderr || message).trim().split('\n')[0]}` };
    }
  }

  #ownFolder(): string {
    if (this.#buildFolder === undefined) {
      this.#buildFolder = mkdtempSync(join(tmpdir(), 'selectors-ts-bench-'));
      process.on('exit', this.#remove);
    }
    return this.#buildFolder;
  }

  #isInstalled(command: string): Promise<boolean> {
    let isInstalled = this.#installed.get(command);
    if (isInstalled === undefined) {
      isInstalled = run(command, ['--version']).then(
        () => true,
        () => false,
      );
      this.#installed.set(command, isInstalled);
    }
    return isInstalled;
  }

  [Symbol.dispose](): void {
    process.off('exit', this.#remove);
    this.#remove();
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
