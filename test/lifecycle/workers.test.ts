import { describe, expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';

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

test('16 selectors in 16 threads at once, five times', async () => {
  const { stdout } = await runFixture('test/lifecycle/fixtures/crowd.mjs');
  const { rounds, leaked } = JSON.parse(stdout);
  expect(rounds).toEqual(Array(5).fill({ seen: 1000, codes: [0] }));
  expect(leaked).toBe(0);
});
