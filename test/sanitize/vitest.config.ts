import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What reaches the addon on many ways; the rest would only take long under the sanitizers. */
const folders = ['bad-input', 'conformance', 'kqueue', 'select', 'selectors', 'socket', 'wait'];

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    pool: 'forks',
    testTimeout: 120_000,
    maxWorkers: '100%',
    include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
    // They say which backends a system has, and here there are all; the last has its own compiler.
    exclude: ['selectors/availability', 'selectors/defaultSelector', 'kqueue/standin'].map(
      (name) => `test/${name}.test.ts`,
    ),
  },
});
