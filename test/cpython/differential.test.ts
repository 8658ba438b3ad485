/**
 * Random operation sequences side by side on CPython's selectors and on ours.
 *
 * SELECTORS_TS_RUNS sets how many for each backend, SELECTORS_TS_SEED which.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drivers, runs } from './lineDriver.js';
import { operations } from './operations.js';

const { version, theirs, ours } = drivers(new URL('.', import.meta.url));

const note = version === '3.13' ? '' : ' (no 3.13 is installed)';

describe(`the same as CPython ${version}${note}`, () => {
  test.each([
    ['SelectSelector', {}],
    ['SelectSelector', { unlimited: true }],
    ['PollSelector', {}],
    ...(process.platform === 'linux' ? [['EpollSelector', {}] as const] : []),
  ] as const)('%s %o', { timeout: 0 }, async (name, options) => {
    await fc.assert(
      fc.asyncProperty(operations, async (sequence) => {
        const question = { ours: name, python: name, options, operations: sequence };
        const [expected, actual] = await Promise.all([theirs.ask(question), ours.ask(question)]);
        expect(actual).toEqual(expected);
      }),
      runs(400),
    );
  });
});
