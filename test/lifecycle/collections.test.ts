/**
 * What a wait leaves to the garbage collector does not grow with what is registered.
 */
import { EpollSelector, KqueueSelector, PollSelector, SelectSelector } from 'selectors-ts';
import { describe, expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';

const selectors = { SelectSelector, PollSelector, EpollSelector, KqueueSelector };
const names = Object.entries(selectors)
  .filter(([, { isAvailable }]) => isAvailable)
  .map(([name]) => name)
  // With the stand-in for kqueue(2), which is loaded through this variable, nothing else is new.
  .filter((name) => process.env.SELECTORS_TS_PREBUILD === undefined || name === 'KqueueSelector');

describe.each(names)('1,000 waits of a %s', (name) => {
  test.each([10, 5000])('with %d registered', async (registered) => {
    const { stdout } = await runFixture('test/lifecycle/fixtures/collections.mjs', [
      name,
      String(registered),
    ]);
    // One is what a thousand results of one pair may come to.
    expect(Number(stdout)).toBeLessThanOrEqual(1);
  });
});
