/**
 * Programs whose clocks are fakes, as `vi.useFakeTimers()` and its like make them for a test.
 */
import { expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';

test.each(['before', 'after'])(
  'every time-out is real where the clocks were stopped %s the package was loaded',
  async (when) => {
    const { stdout } = await runFixture('test/lifecycle/fixtures/fakedClocks.mjs', [when]);
    expect(stdout).toBe('ended\noutlived\n');
  },
);
