/**
 * Random operation sequences side by side on CPython's selectors and on ours.
 *
 * SELECTORS_TS_RUNS sets how many for each backend, SELECTORS_TS_SEED which.
 */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { Driver } from './lineDriver.js';
import { operations } from './operations.js';
import { findPython } from './python.mjs';

const numRuns = Number(process.env.SELECTORS_TS_RUNS ?? 400);
const seed = Number(process.env.SELECTORS_TS_SEED ?? 1);
const folder = fileURLToPath(new URL('.', import.meta.url));

const python = findPython();
const theirs = new Driver(python.command, ['driver.py'], folder, python.env);
const ours = new Driver(process.execPath, ['driver.mjs'], folder, process.env);
afterAll(() => Promise.all([theirs.end(), ours.end()]));

const note = python.version === '3.13' ? '' : ' (no 3.13 is installed)';

describe(`the same as CPython ${python.version}${note}`, () => {
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
      { numRuns, seed },
    );
  });
});
