import { expect, test } from 'vitest';
import { hasEpoll } from '../support/capabilities.js';
import { runFixture } from '../support/fixture.js';

const fixture = 'test/lifecycle/fixtures/listener.mjs';

test.runIf(hasEpoll).each([
  ['with EPOLLEXCLUSIVE wakes one', 'EPOLLEXCLUSIVE', 1],
  ['without it wakes all', '', 16],
])('a connection to a listener that 16 threads wait for: %s', async (_what, flag, woken) => {
  const { stdout } = await runFixture(fixture, [flag]);
  expect(stdout).toBe(`${woken}\n`);
});
