import { expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';

test('callbacks that throw, overflow the stack or call again', async () => {
  const { stdout } = await runFixture('test/bad-input/callbacks.mjs');
  const { runs, threw } = JSON.parse(stdout);
  // Not all get through, and not all are refused.
  expect(threw).toBeGreaterThan(runs / 4);
  expect(threw).toBeLessThan(runs);
}, 120_000);
