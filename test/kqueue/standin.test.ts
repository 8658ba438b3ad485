/**
 * The stand-in itself: row by row what real kernels do, as each of the three systems, and in both
 * layouts of struct kevent.
 */
import { describe, expect, test } from 'vitest';
import { commandIn, compileAndRun } from '../native/compile.js';

const command = commandIn('test/kqueue/standin/rows_test.cc', 'g++');

describe.each([
  ["macOS's layout", ''],
  ["NetBSD's layout", '-DKQUEUE_STANDIN_NETBSD_LAYOUT'],
])('%s', (_, flag) => {
  const { stdout, stderr } = compileAndRun(command, flag);
  const rows = [...stdout.matchAll(/^(ok|not ok) (\w+): (.*)(?:\n {2}(.*))?$/gm)].map(
    ([, outcome, system, row, failure]) => ({ outcome, system, row, failure }),
  );

  test('it compiles without a warning', () => {
    expect(stderr).toBe('');
  });

  describe.each(['freebsd', 'netbsd', 'macos'])('%s', (name) => {
    const rowsHere = rows.filter(({ system }) => system === name);

    test('has rows', () => {
      expect(rowsHere.length).toBeGreaterThan(50);
    });

    test.each(rowsHere)('$row', ({ outcome, failure }) => {
      expect({ outcome, failure }).toEqual({ outcome: 'ok', failure: undefined });
    });
  });
});
