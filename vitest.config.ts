import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const main = {
  name: 'main',
  include: ['test/**/*.test.ts'],
  exclude: ['test/kqueue/**'],
};

/** The addon with kqueue(2) over Linux, built by `npm run build:kqueue`. */
const kqueue = {
  name: 'kqueue',
  include: ['bad-input', 'conformance', 'kqueue', 'lifecycle/blocked'].map(
    (place) => `test/${place}{/**/*,}.test.ts`,
  ),
  env: { SELECTORS_TS_PREBUILD: fileURLToPath(new URL('test/kqueue', import.meta.url)) },
};

export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 30_000,
    // By default one core is left idle: half of two. Many tests do little but wait.
    maxWorkers: '100%',
    projects: (process.platform === 'linux' ? [main, kqueue] : [main]).map((test) => ({
      extends: true as const,
      test,
    })),
  },
});
