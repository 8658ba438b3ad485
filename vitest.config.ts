import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const main = {
  name: 'main',
  include: ['test/**/*.test.ts'],
  exclude: ['test/kqueue/**', 'test/sanitize/**'],
};

/** The addon with kqueue(2) over Linux, built by `npm run build:kqueue`; as FreeBSD, unless told. */
const standin = { SELECTORS_TS_PREBUILD: fileURLToPath(new URL('test/kqueue', import.meta.url)) };

const kqueue = {
  name: 'kqueue',
  include: filesIn(
    'bad-input',
    'conformance',
    'kqueue',
    'addon/copies',
    'examples/signals',
    'lifecycle/{blocked,collections,standardOutput}',
    'opaque',
  ),
  env: standin,
};

const otherKqueues = ['netbsd', 'macos'].map((system) => ({
  name: `kqueue-${system}`,
  include: filesIn('conformance', 'lifecycle/{blocked,standardOutput}'),
  env: { ...standin, SELECTORS_TS_KQUEUE_SYSTEM: system },
}));

function filesIn(...places: string[]): string[] {
  return places.map((place) => `test/${place}{/**/*,}.test.ts`);
}

export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 30_000,
    // By default one core is left idle: half of two. Many tests do little but wait.
    maxWorkers: '100%',
    projects: (process.platform === 'linux' ? [main, kqueue, ...otherKqueues] : [main]).map(
      (test) => ({
        extends: true as const,
        test: { ...test, globalSetup: 'test/support/freshBuild.ts' },
      }),
    ),
  },
});
