/**
 * Random operation sequences side by side on CPython's sockets and on ours.
 *
 * SELECTORS_TS_RUNS sets how many, SELECTORS_TS_SEED which.
 */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { Driver } from '../lineDriver.js';
import { findPython } from '../python.mjs';
import { operations } from './operations.js';

const numRuns = Number(process.env.SELECTORS_TS_RUNS ?? 200);
const seed = Number(process.env.SELECTORS_TS_SEED ?? 1);
const folder = fileURLToPath(new URL('.', import.meta.url));

const python = findPython();
const theirs = new Driver(python.command, ['driver.py'], folder, python.env);
const ours = new Driver(process.execPath, ['driver.mjs'], folder, process.env);
afterAll(() => Promise.all([theirs.end(), ours.end()]));

// What a UNIX socket says to a call that makes no sense differs by system, and the BSDs refuse a negative
// SO_RCVTIMEO: what is compared is Python's part and ours.
test.runIf(process.platform === 'linux')(
  `the same as CPython ${python.version}`,
  { timeout: 0 },
  async () => {
    await fc.assert(
      fc.asyncProperty(operations, async (sequence) => {
        const [expected, actual] = await Promise.all([theirs.ask(sequence), ours.ask(sequence)]);
        expect(actual).toEqual(expected);
      }),
      { numRuns, seed },
    );
  },
);
