/**
 * The stand-in itself: row by row what real kernels do, as each of the three systems.
 */
import { describe, expect, test } from 'vitest';
import { commandIn, compileAndRun } from '../native/compile.js';

const { stdout, stderr } = compileAndRun(commandIn('test/kqueue/standin/rows_test.cc', 'g++'));
const rows = [...stdout.matchAll(/^(ok|not ok) (\w+): (.*)(?:\n {2}(.*))?$/gm)].map(
  ([, outcome, system, row, failure]) => ({ outcome, system, row, failure }),
);

test('it compiles without a warning', () => {
  expect(stderr).toBe('');
});

describe.each(['freebsd', 'netbsd', 'macos'])('%s', (name) => {
  const rowsHere = rows.filter(({ system }) => system === name);

  test('has rows', () => {
    expect(rowsHere.length).toBeGreaterThan(30);
  });

  test.each(rowsHere)('$row', ({ outcome, failure }) => {
    expect({ outcome, failure }).toEqual({ outcome: 'ok', failure: undefined });
  });
});
