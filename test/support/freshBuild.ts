/**
 * Runs before all tests: they see what was built last, and must not pass with what was built from other
 * sources.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** What `npm run build:ts` compiles, and the last file that it writes. */
const TYPESCRIPT = ['lib', 'cli', 'bench', 'examples', 'scripts', 'test/soak'];
const COMPILED = 'dist/cli/main.js';

const TO_BUILD = 'npm run prepare && npm run build:kqueue';

export default function setup({ config }: Pick<TestProject, 'config'>): void {
  const sources = TYPESCRIPT.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(folder, path)),
  );
  requireOlder(sources, COMPILED);
  const place = config.env?.SELECTORS_TS_PREBUILD ?? '.';
  const release = join(place, 'build/Release');
  // Otherwise the addon is one of `prebuilds/`.
  if (existsSync(release)) {
    requireOlder(sourcesOf(release, join(place, 'build')), join(release, 'selectors_ts.node'));
  }
}

/** What make(1) knows that the addon is compiled from: on this system that is not all there is. */
function sourcesOf(release: string, from: string): string[] {
  const rules = readdirSync(join(release, '.deps'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.o.d'))
    .map((path) => readFileSync(join(release, '.deps', path), 'utf8'));
  const paths = rules.flatMap((rule) =>
    rule.match(/(?<=\s)\S+\/(?:native|standin)\/\S+\.(?:cc|h)\b/g),
  );
  return [...new Set(paths)]
    .map((path) => join(from, `${path}`))
    .filter((path) => existsSync(path));
}

function requireOlder(sources: string[], built: string): void {
  const builtAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newer = sources.find((path) => statSync(path).mtimeMs > builtAt);
  if (newer !== undefined) throw new Error(`${newer} is newer than ${built}: ${TO_BUILD}`);
}
