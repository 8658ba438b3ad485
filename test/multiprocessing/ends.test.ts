/**
 * How processes end, and how they are waited for.
 */
import { expect, test } from 'vitest';
import { hasSignals } from '../support/capabilities.js';
import { runFixture, startFixture } from '../support/fixture.js';
import { run, start, startWithPipe } from './start.js';

const ends = [
  ['nothing', [], 0],
  ['exit', [8], 8],
  ['exit', [0], 0],
  ['setExitCode', [9], 9],
  ['leaveTimerBehind', [], 0],
  ['fail', [], 1],
  ['failLater', [], 1],
  ['failOutside', [], 1],
  ['neverSettle', [], 13],
  ['killSelf', ['SIGSEGV'], -11],
  ['killSelf', ['SIGTERM'], -15],
  ['abort', [], -6],
] as const;

// Less than 0 is for a signal.
test.each(ends.filter(([, , exitcode]) => hasSignals || exitcode >= 0))(
  '%s(%j) ends with %i',
  (name, args, exitcode) => {
    expect(run(name, [...args])).toBe(exitcode);
  },
);

test('a target that is not there ends with 1', () => {
  expect(run('missing')).toBe(1);
});

test('the promise of a target is waited for', () => {
  const [child, ours] = startWithPipe('sendLater');
  expect(ours.recv()).toBe('later');
  child.join();
  expect(child.exitcode).toBe(0);
});

test('a process waits for its own, but not for its daemons', () => {
  const [child, ours] = startWithPipe('leaveDaemonBehind');
  expect(ours.recv()).toBe('started');
  child.join();
  expect(child.exitcode).toBe(0);
});

test('a daemonic process may have no children', () => {
  const [, ours] = startWithPipe('startChild', [], { daemon: true });
  expect(ours.recv()).toBe('RuntimeError: daemonic processes are not allowed to have children');
});

test.runIf(hasSignals)(
  'a process that dies before it has taken its arguments has an exit code',
  () => {
    const child = start('nothing');
    child.kill();
    child.join();
    expect(child.exitcode).toBe(-9);
    // This one is stopped by its own loader, long before it could take 16 MiB.
    const { execArgv } = process;
    process.execArgv = ['--import', 'data:text/javascript,process.abort()'];
    try {
      const stopped = start('nothing', [Buffer.alloc(16 * 2 ** 20)]);
      stopped.join();
      expect(stopped.exitcode).toBe(-6);
    } finally {
      process.execArgv = execArgv;
    }
  },
);

test('what goes wrong in a process is told with its name', async () => {
  const { stderr, stdout } = await runFixture('test/multiprocessing/fixtures/failures.mjs');
  const [first, second, third, fourth] = stderr.split(/^(?=Process )/m) as string[];
  expect(first).toMatch(/^Process Process-1:\nRangeError: from the target\n +at fail \(file:/);
  expect(second).toMatch(/^Process second:\n.*RangeError: from a callback/s);
  expect(third).toMatch(/^Process Process-3:\n.*can never be settled/s);
  expect(fourth).toMatch(
    /^Process Process-4:\nTypeError: file:.*targets.mjs has no export missing/,
  );
  expect(stdout).toBe('1 1 13 1\n');
});

test('a module that starts processes at its top cannot be the target of one', async () => {
  const { stderr, stdout } = await runFixture('test/multiprocessing/fixtures/forkBomb.mjs');
  expect(stderr).toMatch(/RuntimeError: an attempt to start a process while this one is still/);
  expect(stdout).toBe('1\n');
});

const parent = 'test/multiprocessing/fixtures/parent.mjs';
const daemons = ['compute', 'blockForEver', 'defy'];

/** It has ended when nobody holds its output any more: no process of its either. */
test.each(['join', 'recv', 'loop'])('daemons die with their parent, killed in %s', async (how) => {
  const program = startFixture(parent, [how, ...daemons]);
  await program.printed('ready');
  program.process.kill('SIGKILL');
  expect(await program.ended).toMatchObject({ signal: 'SIGKILL', stdout: 'ready\n', stderr: '' });
});

test.each([
  ['return', 0, ''],
  ['process.exit', 3, ''],
  ['throw', 1, 'Error: from the main program'],
])('daemons end with their parent, at its end by %s', async (how, code, message) => {
  const ended = await startFixture(parent, [how, ...daemons]).ended;
  expect(ended).toMatchObject({ code, stdout: `ready\nexit ${code}\n` });
  expect(ended.stderr).toContain(message);
});

test.runIf(hasSignals)('daemons have the time to obey SIGTERM', async () => {
  const { stdout } = await runFixture(parent, ['return', 'obeySlowly']);
  expect(stdout).toBe('ready\nobeyed\nexit 0\n');
});

test('other processes are waited for, while daemons are not any more', async () => {
  expect(await runFixture(parent, ['return', 'compute', 'sayLast'])).toMatchObject({
    stdout: 'ready\nthe last to speak\nexit 0\n',
    stderr: '',
  });
});

test('process.exit() waits for nobody', async () => {
  const { code, stdout } = await startFixture(parent, ['process.exit', 'outliveParent']).ended;
  expect([code, stdout]).toEqual([3, 'ready\nexit 3\nan orphan: EOFError\n']);
});

test('other processes go on when their parent is killed', async () => {
  const program = startFixture(parent, ['loop', 'outliveParent']);
  await program.printed('ready');
  program.process.kill('SIGKILL');
  expect((await program.ended).stdout).toBe('ready\nan orphan: EOFError\n');
});
