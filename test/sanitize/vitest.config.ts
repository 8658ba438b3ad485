import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The folders and files that do not run under the sanitizers, and why. All others do. */
const LEFT_OUT = {
  'addon/*': 'sees which of several binaries is loaded, most of them broken; here there is one',
  'bench/*': 'measures, for long',
  'cli/*': 'starts Node for each line of a text, and calls little of the addon',
  'bundle/*': 'runs programs that bundlers have made, with the binary that is published',
  'examples/*': 'takes minutes, with calls that the other folders make too',
  'native/*': 'compiles its programs with the sanitizers itself',
  'prebuild/*': 'looks at binaries that are published',
  'soak/*': 'judges slopes of memory, which the quarantine of AddressSanitizer makes',
  'kqueue/standin': 'compiles a program of its own',
  // The addon that is tested here has the stand-in for kqueue(2), and so all backends.
  'fileobj/standardStreams': 'says what DefaultSelector does where it is EpollSelector',
  'selectors/availability': 'says which backends a system has',
  'selectors/defaultSelector': 'says which backends a system has',
};

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    pool: 'forks',
    testTimeout: 120_000,
    maxWorkers: '100%',
    include: ['test/**/*.test.ts'],
    exclude: Object.keys(LEFT_OUT).map((place) => `test/${place}.test.ts`),
  },
});
