import { EpollSelector, KqueueSelector, PollSelector, SelectSelector } from 'selectors-ts';
import { expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';

const MIB = 2 ** 20;
const classes = [SelectSelector, PollSelector, EpollSelector, KqueueSelector];

test.each(classes.filter(({ isAvailable }) => isAvailable))(
  '$name: a million cycles leave nothing behind',
  async ({ name }) => {
    const { stdout } = await runFixture('test/lifecycle/fixtures/endurance.mjs', [name]);
    const { cycles, ready, before, after } = JSON.parse(stdout);
    expect(ready).toBe(cycles);
    expect(after.descriptors).toBe(before.descriptors);
    // Eight bytes a cycle would be more than these.
    expect(after.memory - before.memory).toBeLessThan(4 * MIB);
    expect(after.rss - before.rss).toBeLessThan(64 * MIB);
  },
  120_000,
);
