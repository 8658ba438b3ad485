/**
 * The package as it is installed, in a folder of its own, with those binaries that a case gives it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nodeGypBuild from 'node-gyp-build/node-gyp-build.js';
import { onTestFinished } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));

export const goodBinary = nodeGypBuild.path(repository);

/** Without a tag for the C library it is for each. */
export const prebuilt = `prebuilds/${process.platform}-${process.arch}/selectors-ts.node`;

export const builder =
  'npx --yes --package=node-gyp@12 --package=node-addon-api@8 -- node-gyp rebuild';

export interface Run {
  readonly env?: Record<string, string>;
  /** A module's source, run first. */
  readonly preload?: string;
  readonly program?: string;
}

/** How an import failed, and the process with it. */
export interface Failure {
  readonly status: number | null;
  readonly stderr: string;
  readonly message: string;
  readonly code: string;
  /** The cause's message. */
  readonly cause?: string;
}

export class ScratchPackage {
  readonly folder: string;

  /** @param prefix - of its folder's name */
  constructor(prefix = 'selectors-ts-') {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
    onTestFinished(() => rm(this.folder, { recursive: true }));
    for (const path of ['package.json', 'dist/lib']) {
      cpSync(join(repository, path), join(this.folder, path), { recursive: true });
    }
  }

  /** The command that the package says builds it. */
  get buildCommand(): string {
    return `${builder} -C '${this.folder}/native'`;
  }

  /** @returns the file's path */
  write(path: string, content: Uint8Array | string): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  run({ env = {}, preload = '', program = 'import "selectors-ts";' }: Run = {}) {
    const url = `data:text/javascript,${encodeURIComponent(preload)}`;
    return spawnSync(process.execPath, ['--import', url, '--input-type=module', '-e', program], {
      cwd: this.folder,
      encoding: 'utf8',
      timeout: 20_000,
      env: { PATH: process.env.PATH, ...env },
    });
  }

  /** Imports an entry, which is to fail and to end the process, uncaught. */
  fail(run: Run = {}, entry = 'selectors-ts'): Failure {
    const { status, stdout, stderr } = this.run({
      program: `
        import(${JSON.stringify(entry)}).catch((error) => {
          const { message, code, cause } = error;
          console.log(JSON.stringify({ message, code, cause: cause?.message }));
          throw error;
        });`,
      ...run,
    });
    return { ...JSON.parse(stdout), status, stderr };
  }
}
