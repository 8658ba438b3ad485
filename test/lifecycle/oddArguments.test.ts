/**
 * What throws in start() throws before anything is counted, or is undone: the program ends.
 */
import { describe, expect, test } from 'vitest';
import { runBounded } from '../support/bounded.js';

describe.each(['Thread', 'Process'])('%s', (kind) => {
  test.each([
    ['function', 'TypeError'],
    ['symbol', 'TypeError'],
    ['getter', 'TypeError'],
    ...(kind === 'Process' ? [['NUL', 'ValueError']] : []),
  ])('a process.argv with a %s is a %s, and nothing has happened', async (odd, error) => {
    const fixture = 'test/lifecycle/fixtures/oddArguments.mjs';
    const lines = [`${error} false`, `${error} false`, 'it runs', `${error} false`, ''];
    expect(await runBounded([fixture, kind, odd])).toEqual({
      code: 0,
      signal: null,
      stdout: lines.join('\n'),
      stderr: '',
    });
  });
});
