/**
 * What threads print, exceptions that nobody takes among it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startFixture } from '../support/fixture.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const fixture = 'test/threading/fixtures/threads.mjs';

/** A program whose output is read when the test likes. */
function unread(...args: string[]) {
  const program = spawn(process.execPath, [fixture, ...args], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    program.kill('SIGKILL');
  });
  return program;
}

describe('what a thread prints', () => {
  test('is in order with what the main thread prints', async () => {
    const { stdout } = await startFixture(fixture, ['inOrder']).ended;
    expect(stdout).toBe("main 1\nthread 1\nthread 2\nmain 2\nthread 3\n{ an: 'object' }\nmain 3\n");
  });

  test('appears at once, while the main thread is blocked for ever', async () => {
    const program = startFixture(fixture, ['whileBlocked']);
    await program.printed('printed\n');
    expect(program.process.exitCode).toBeNull();
  });

  test.each([
    ['many lines', 5_000, 80],
    ['lines longer than a pipe takes at once', 20, 300_000],
  ])('waits for a pipe that is full: %s', async (_, count, size) => {
    const program = unread('fullPipe', `${count}`, `${size}`);
    await once(program.stderr, 'data');
    let text = '';
    for await (const chunk of program.stdout.setEncoding('latin1')) text += chunk;
    const lines = text.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines).toHaveLength(count);
    expect(lines.every((line, i) => line.startsWith(`${i} `) && line.length === size)).toBe(true);
  });

  test('does not keep a daemon alive that nobody reads', async () => {
    const program = unread('fullForEver');
    const [code] = await once(program, 'exit');
    expect(code).toBe(5);
  });

  test('is lost without harm when the reader has gone', async () => {
    const program = unread('closedPipe');
    program.stdout.destroy();
    let stderr = '';
    program.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    const [code] = await once(program, 'close');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'end of main\n' });
  });
});

describe('an exception that nobody takes', () => {
  test('test_print_exception', async () => {
    const { code, stdout, stderr } = await startFixture(fixture, ['failing', 'one', 'two']).ended;
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'end of main\n' });
    const [first, second, ...rest] = stderr.split(/^(?=Exception)/m);
    expect(first).toMatch(/^Exception in thread failing one:\nRangeError: one\n +at fail \(file:/);
    expect(second).toMatch(/^Exception in thread failing two:\nRangeError: two\n +at fail/);
    expect(rest).toEqual([]);
  });

  test('test_excepthook', async () => {
    const { stderr } = await startFixture(fixture, ['failing', 'run failed']).ended;
    expect(stderr).toContain('Exception in thread failing run failed:\n');
    expect(stderr).toContain('RangeError: run failed');
    expect(stderr).not.toContain('Unhandled');
  });

  test('test_custom_excepthook_fail', async () => {
    const { code, stderr } = await startFixture(fixture, ['failingHook']).ended;
    expect(code).toBe(0);
    expect(stderr).toContain('Exception in threading.excepthook:\nRangeError: hook failed');
  });

  test('is printed if the thread with the hook has ended', async () => {
    const { code, stdout, stderr } = await startFixture(fixture, ['hookOfOneThatHasEnded']).ended;
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^Exception in thread .*:\nRangeError: late\n/);
  });

  test('test_original_excepthook', async () => {
    const { stdout, stderr } = await startFixture(fixture, ['originalHook']).ended;
    expect(stdout).toBe('Running a thread failed\n');
    expect(stderr.match(/^Exception in thread excepthook thread:$/gm)).toHaveLength(2);
  });

  test('a module that is not there is one', async () => {
    const { code, stderr } = await startFixture(fixture, ['noSuchModule']).ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^Exception in thread Thread-1 \(default\):\nError \[ERR_MODULE_NOT_FOUND\]/,
    );
  });

  test('test_print_exception_stderr_is_none_1', async () => {
    const program = unread('failing', 'unheard');
    program.stderr.destroy();
    let stdout = '';
    program.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    const [code] = await once(program, 'close');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'end of main\n' });
  });

  test('test_print_exception_stderr_is_none_2', async () => {
    const program = spawn(process.execPath, [fixture, 'failing', 'unheard'], {
      cwd: repository,
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    const [code] = await once(program, 'close');
    expect(code).toBe(0);
  });
});
