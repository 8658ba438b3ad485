/**
 * What runs in each worker before this package does: preloads, flags, Node's own reports.
 */
import { describe, expect, test } from 'vitest';
import { runBounded } from '../support/bounded.js';
import { hasFileDescriptors } from '../support/capabilities.js';

const preload = 'test/threading/fixtures/preload.cjs';
const required = ['--require', `./${preload}`];
const imported = ['--import', `./${preload}`];
const permission =
  Number.parseInt(process.versions.node, 10) < 24 ? 'experimental-permission' : 'permission';
const permitted = [`--${permission}`, '--allow-addons', '--allow-fs-read=*'];

const twice = (flags: string[], env: NodeJS.ProcessEnv = {}) =>
  runBounded([...flags, 'test/threading/fixtures/twice.mjs'], env);

const orphaned = (way: string, joins: string) =>
  runBounded([
    ...required,
    '--max-old-space-size=64',
    'test/threading/fixtures/orphaned.mjs',
    way,
    joins,
  ]);

const printing = { PRELOAD: 'print' };

describe('threads start where something is printed first', () => {
  test.each<[string, string[], NodeJS.ProcessEnv]>([
    ['by --require', required, printing],
    ['by --import', imported, printing],
    ['by NODE_OPTIONS', [], { ...printing, NODE_OPTIONS: required.join(' ') }],
    ['as a warning', required, { PRELOAD: 'warn' }],
    ['by Node: NODE_DEBUG=worker', [], { NODE_DEBUG: 'worker' }],
    ['by Node: --frozen-intrinsics', ['--frozen-intrinsics'], {}],
    ['by Node: --permission', [...permitted, '--allow-worker'], {}],
    ['twice', ['--frozen-intrinsics', '--trace-warnings', ...required], printing],
  ])('%s', async (_, flags, env) => {
    const { code, stdout } = await twice(flags, env);
    expect(code).toBe(0);
    const printed = stdout.split('\n').filter((line) => !line.startsWith('log '));
    expect(printed).toEqual(['first', 'second', 'end false false', '']);
  });

  test('which is all printed, but by the hidden worker', async () => {
    const { stdout, stderr } = await twice(required, printing);
    expect(stdout.match(/^log \d$/gm)?.sort()).toEqual([
      'log 1',
      'log 1',
      'log 2',
      'log 2',
      'log 3',
      'log 3',
    ]);
    expect(stderr).toBe('error 1\nerror 1\n');
  });
});

test('sockets given to a thread that ends before its program are closed', async () => {
  const fixture = 'test/threading/fixtures/givenSocket.mjs';
  const { code, stdout } = await runBounded([...required, fixture]);
  expect([code, stdout]).toEqual([0, '-1 0\n'.repeat(5)]);
});

describe('where the hidden worker cannot live, start() is a RuntimeError with the cause', () => {
  test.each<[string, string[], string, string]>([
    ['throws', required, 'throw', 'RangeError: from a preload'],
    ['throws, imported', imported, 'throw', 'RangeError: from a preload'],
    [
      'exits',
      required,
      'exit',
      'Error: the hidden worker that starts threads has ended: .*\nabout to exit',
    ],
  ])('a preload %s', async (_, flags, way, cause) => {
    const { code, stdout, stderr } = await twice(flags, { PRELOAD: way });
    const line = `RuntimeError: can't start new thread: ${cause}\n`;
    expect(stdout).toMatch(new RegExp(`^${line}${line}end false false\n$`));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('workers are not permitted', async () => {
    const { code, stdout } = await twice(permitted);
    const line = "RuntimeError: can't start new thread: Error: Access to this API .*\n";
    expect(stdout).toMatch(new RegExp(`^${line}${line}end false false\n$`));
    expect(code).toBe(0);
  });
});

test.runIf(hasFileDescriptors).each([0, 1, 2, 3, 4, 5])(
  'with %i descriptors left, start() is a RuntimeError with the cause',
  async (left) => {
    const fixture = 'test/threading/fixtures/fewDescriptors.mjs';
    const { code, stdout } = await runBounded([fixture, `${left}`]);
    expect(stdout).toMatch(/^(RuntimeError: .*(EMFILE|too many open files).*\n){2}end false\n$/);
    expect(code).toBe(0);
  },
);

describe.each(['join()', 'joinAsync()', 'the end'])(
  'when the hidden worker dies, threads are over, and start() is a RuntimeError: seen by %s',
  (joins) => {
    test.each([
      ['throw', 'RangeError: from a preload'],
      ['exit', 'Error: the hidden worker that starts threads has ended'],
      ['exhaust', 'Error'],
    ])('%s', async (way, cause) => {
      const { code, stdout, stderr } = await orphaned(way, joins);
      const [state, ...starts] = stdout.trimEnd().split(/\n(?=RuntimeError)/);
      expect(state).toBe('false');
      expect(starts).toHaveLength(2);
      for (const line of starts) {
        expect(line).toMatch(new RegExp(`^RuntimeError: can't start new thread: ${cause}`));
      }
      expect(stderr).toMatch(/^the hidden worker that starts threads has ended, and all threads/m);
      expect(code).toBe(0);
    });
  },
);

test.each(['', '--frozen-intrinsics'])('threads and processes work with %j', async (flag) => {
  const flags = flag === '' ? [] : [flag];
  const { code, stdout, stderr } = await runBounded([
    ...flags,
    'test/threading/fixtures/frozen.mjs',
  ]);
  const lines = ['hello', 'RangeError from a target', 'a process', '1', ''];
  expect({ code, stdout }).toEqual({ code: 0, stdout: lines.join('\n') });
  expect(stderr).toMatch(/^Exception in thread failing:\nRangeError: from a target\n {4}at fail /m);
  expect(stderr).toMatch(/^Process Process-1:\nRangeError: from a process\n {4}at /m);
});
