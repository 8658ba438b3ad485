import { expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';

test('argument soup: typed errors, nothing changed, nothing left open', async () => {
  const { stdout } = await runFixture('test/bad-input/soup.mjs');
  const { runs, threw } = JSON.parse(stdout);
  expect(runs).toBe(15_000);
  // Not so sour that nothing ever gets through, nor so sweet that nothing is refused.
  expect(threw).toBeGreaterThan(runs / 4);
  expect(threw).toBeLessThan(runs);
}, 120_000);
