/**
 * Random operation sequences side by side on CPython's sockets and on ours.
 *
 * SELECTORS_TS_RUNS sets how many, SELECTORS_TS_SEED which.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drivers, runs } from '../lineDriver.js';
import { operations } from './operations.js';

const { version, theirs, ours } = drivers(new URL('.', import.meta.url));

// What a UNIX socket says to a call that makes no sense differs by system, and the BSDs refuse a negative
// SO_RCVTIMEO: what is compared is Python's part and ours.
test.runIf(process.platform === 'linux')(
  `the same as CPython ${version}`,
  { timeout: 0 },
  async () => {
    await fc.assert(
      fc.asyncProperty(operations, async (sequence) => {
        const [expected, actual] = await Promise.all([theirs.ask(sequence), ours.ask(sequence)]);
        expect(actual).toEqual(expected);
      }),
      runs(200),
    );
  },
);
