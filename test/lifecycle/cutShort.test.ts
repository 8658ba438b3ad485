import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const fixture = fileURLToPath(new URL('fixtures/cutShort.mjs', import.meta.url));

// node-addon-api threw into an environment that takes no exceptions any more, and ended the process.
test('a worker that is terminated in the midst of a call does not take the process with it', () => {
  const output = execFileSync(process.execPath, [fixture, '200'], { encoding: 'utf8' });
  expect(output).toBe('none of them ended the process\n');
});
