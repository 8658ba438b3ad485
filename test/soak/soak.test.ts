import { expect, test } from 'vitest';
import { hasProc } from '../support/capabilities.js';
import { runFixture, startFixture } from '../support/fixture.js';

const SOAK = 'dist/test/soak/main.js';
const FEW = ['--rounds', '12'];
/** For two dozen rounds on a busy machine. */
const TIMEOUT_MS = 300_000;

function rowsOf(stdout: string): Record<string, string> {
  const rows = stdout.matchAll(/^(\w[^\n]*?) {2,}.* {2}(.*)$/gm);
  return Object.fromEntries(Array.from(rows, ([, name, verdict]) => [name, verdict]));
}

test(
  'a few rounds leave nothing behind',
  async () => {
    const { stdout } = await runFixture(SOAK, [...FEW, '--seed', '7']);
    expect(stdout).toMatch(/^12 rounds on (\w+, )*\w+; --seed 7$/m);
    expect(rowsOf(stdout)).toEqual({
      descriptors: 'steady',
      threads: hasProc ? 'steady' : 'not told by this system',
      'resident memory, MiB': 'steady',
      'heaps, collected, KiB': 'steady',
      'memory outside heaps, KiB': 'steady',
    });
    const tally = stdout.split('\n\n').at(-1) ?? '';
    const counts = Array.from(tally.matchAll(/^ *([\d,]+) [a-z]/gm), ([, count]) => count);
    expect(counts).toHaveLength(10);
    expect(counts).not.toContain('0');
  },
  TIMEOUT_MS,
);

test(
  'leaks are found',
  async () => {
    const args = [...FEW, '--fault', 'socket', 'buffer', 'object', 'epoll', 'thread'];
    const { code, stdout } = await startFixture(SOAK, args).ended;
    expect(code).toBe(1);
    expect(rowsOf(stdout)).toMatchObject({
      descriptors: 'LEAK',
      ...(hasProc && { threads: 'LEAK' }),
      'heaps, collected, KiB': 'LEAK',
      'memory outside heaps, KiB': 'LEAK',
    });
  },
  TIMEOUT_MS,
);

test.each(['changed', 'lost'])(
  'a byte that is %s is found',
  async (fault) => {
    const { code, stderr } = await startFixture(SOAK, ['--fault', fault]).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/(blocking|asynchronous): \w+: something else came than what was sent/);
  },
  TIMEOUT_MS,
);

test(
  'Ctrl-C ends it after a round, with what there is to tell',
  async () => {
    const soak = startFixture(SOAK, ['--minutes', '60']);
    await soak.printed('--seed');
    soak.process.kill('SIGINT');
    const { code, stdout } = await soak.ended;
    expect(code).toBe(130);
    expect(rowsOf(stdout)).toMatchObject({ descriptors: 'too few rounds to tell' });
  },
  TIMEOUT_MS,
);

test('says what is wrong with its options', async () => {
  const { code, stderr } = await startFixture(SOAK, ['--minutes', '0']).ended;
  expect(code).not.toBe(0);
  expect(stderr).toContain('expected a number above 0');
});
