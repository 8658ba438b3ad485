import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What reaches the addon on many ways; the rest would only take long under the sanitizers. */
const folders = ['bad-input', 'conformance', 'kqueue', 'select', 'selectors', 'socket', 'wait'];

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    pool: 'forks',
    testTimeout: 120_000,
    include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
    // They say which backends a system has; here there are all.
    exclude: ['test/selectors/availability.test.ts', 'test/selectors/defaultSelector.test.ts'],
  },
});
