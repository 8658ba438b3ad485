import { expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';

// node-addon-api threw into an environment that takes no exceptions any more, and ended the process.
test('a worker that is terminated in the midst of a call does not take the process with it', async () => {
  const { stdout } = await runFixture('test/lifecycle/fixtures/cutShort.mjs', ['100']);
  expect(stdout).toBe('none of them ended the process\n');
}, 120_000);
