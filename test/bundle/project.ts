/**
 * A project with the package installed that is bundled as docs/bundling.md says, and what comes out of it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { binary } from '../../dist/lib/addon/index.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));

/** The commands of a section of the page, as a shell takes them. */
export function recipe(section: string): string {
  const page = readFileSync(join(repository, 'docs/bundling.md'), 'utf8');
  const text = page.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  const [, commands = ''] = /```console\n([\s\S]*?)```/.exec(text) ?? [];
  if (!commands.startsWith('$ ')) throw new Error(`docs/bundling.md has no recipe for ${section}`);
  return commands.replace(/^\$ /gm, '');
}

function emptyFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'selectors-ts-bundle-')));
}

function installInto(folder: string): void {
  const installed = join(folder, 'node_modules/selectors-ts');
  const prebuilds = join(installed, `prebuilds/${process.platform}-${process.arch}`);
  mkdirSync(prebuilds, { recursive: true });
  cpSync(binary, join(prebuilds, 'selectors-ts.node'));
  for (const path of ['package.json', 'dist/lib']) {
    cpSync(join(repository, path), join(installed, path), { recursive: true });
  }
  for (const name of ['app', 'work']) {
    cpSync(join(fixtures, `${name}.mjs`), join(folder, `${name}.js`));
  }
}

/** The folder `out`, in a place where there is nothing else. The project is gone. */
export class Bundle implements AsyncDisposable {
  readonly folder: string;

  constructor(commands: string) {
    const project = emptyFolder();
    try {
      installInto(project);
      const PATH = `${join(repository, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
      execFileSync('sh', ['-ec', commands], {
        cwd: project,
        env: { ...process.env, PATH },
        stdio: 'pipe',
      });
      this.folder = emptyFolder();
      renameSync(join(project, 'out'), join(this.folder, 'out'));
    } finally {
      rmSync(project, { recursive: true });
    }
  }

  path(path: string): string {
    return join(this.folder, 'out', path);
  }

  /** What the program prints, a line of JSON each. */
  run(...args: string[]): unknown[] {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['out/app.js', ...args], {
      timeout: 25_000,
      killSignal: 'SIGKILL',
      cwd: this.folder,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`ended with ${status}: ${stdout}${stderr}`);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
