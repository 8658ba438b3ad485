/**
 * Workers killed while they hold the Gil, wait for it or hand it over.
 */
import { expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';

test.each([1, 2, 3])(
  'whoever is killed, the others go on (seed %i)',
  async (seed) => {
    const { stdout } = await runFixture('test/threading/fixtures/gilKills.mjs', [`${seed}`]);
    expect(JSON.parse(stdout)).toEqual({ kills: 40, locked: false });
  },
  120_000,
);
