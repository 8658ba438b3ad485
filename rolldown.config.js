import { defineConfig } from 'rolldown';

/**
 * Few files instead of one for each source: loading them is most of what it takes to start a thread,
 * which loads its own.
 */
export default defineConfig({
  input: Object.fromEntries(
    [
      'index',
      'select',
      'socket',
      'threading',
      'multiprocessing',
      // These are started by their paths.
      'threading/nurseryWorker',
      'threading/threadWorker',
      'multiprocessing/child',
      // Tests reach for it.
      'addon/index',
    ].map((name) => [name, `lib/${name}.ts`]),
  ),
  platform: 'node',
  external: /^(node:|node-gyp-build$)/,
  transform: { target: 'es2022' },
  output: { dir: 'dist/lib', chunkFileNames: 'chunks/[name].js' },
});
