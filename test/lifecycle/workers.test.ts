import { describe, expect, test } from 'vitest';
import { runFixture, startFixture } from '../support/fixture.js';
import { waits } from './fixtures/waits.mjs';

const blocked = 'test/lifecycle/fixtures/blocked.mjs';

describe('a worker that closes nothing leaves nothing open', () => {
  const codes = {
    returns: 0,
    throws: 1,
    'is terminated': 1,
    'calls process.exit()': 3,
  };

  test.each(Object.entries(codes))('when it %s', async (how, code) => {
    const { stdout } = await runFixture('test/lifecycle/fixtures/forgetful.mjs', [how]);
    expect(JSON.parse(stdout)).toEqual({ codes: [code, code, code], leaked: 0 });
  });
});

describe.each(Object.keys(waits))('a worker blocked in %s', (wait) => {
  test('is ended by worker.terminate()', async () => {
    const { stdout } = await runFixture(blocked, [wait, 'terminate']);
    expect(stdout).toBe('1\n');
  });

  test('does not hold up process.exit()', async () => {
    const { code } = await startFixture(blocked, [wait, 'process.exit']).ended;
    expect(code).toBe(7);
  });

  test('does not hold up the end by an uncaught error', async () => {
    const { code, stderr } = await startFixture(blocked, [wait, 'uncaught error']).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('Error: from the main thread');
  });
});

test('the addon in 16 threads at once, loaded and unloaded five times', async () => {
  const { stdout } = await runFixture('test/lifecycle/fixtures/crowd.mjs');
  const { rounds, leaked } = JSON.parse(stdout);
  expect(rounds).toEqual(Array(5).fill({ seen: 1000, codes: [0] }));
  expect(leaked).toBe(0);
});
