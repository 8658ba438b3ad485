/**
 * The threads and processes of a test load the addon under the sanitizers too.
 */
import { fileURLToPath } from 'node:url';
import { Pipe, Process } from 'selectors-ts/multiprocessing';
import { expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';

const sanitized = [fileURLToPath(new URL('build/Release/selectors_ts.node', import.meta.url))];

test('a program and its thread', async () => {
  const { stdout } = await runFixture('test/sanitize/fixtures/binaries.mjs');
  expect(JSON.parse(stdout)).toEqual(sanitized);
});

test('a Process and its thread', () => {
  const [here, there] = Pipe();
  const target = new URL('fixtures/binaries.mjs#send', import.meta.url);
  const process = new Process({ target, args: [there] });
  process.start();
  expect(here.recv()).toEqual(sanitized);
  process.join();
});
