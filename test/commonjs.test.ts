import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const entries = ['', '/select', '/socket', '/threading', '/multiprocessing'];

test.each(entries)('CommonJS can require selectors-ts%s', (entry) => {
  const program = `
    const required = require('selectors-ts${entry}');
    import('selectors-ts${entry}').then((imported) => {
      console.log(Object.keys(required).length > 5, required.OSError === imported.OSError);
    });`;
  const options = { encoding: 'utf8' } as const;
  const { stdout } = spawnSync(process.execPath, ['--input-type=commonjs', '-e', program], options);
  expect(stdout).toBe('true true\n');
});
