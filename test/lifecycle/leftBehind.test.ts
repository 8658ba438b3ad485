/**
 * Rejections that nobody handles, and what is thrown when the target has returned.
 */
import { describe, expect, test } from 'vitest';
import { runBounded } from '../support/bounded.js';

const run = (args: string[], flags: string[] = []) =>
  runBounded([...flags, 'test/lifecycle/fixtures/leftBehind.mjs', ...args]);

const failures = [
  ['rejection', 'RangeError: left behind'],
  ['asynchronous', 'RangeError: left behind'],
  ['chain', 'RangeError: left behind'],
  ['microtask', 'RangeError: left behind'],
  ['tick', 'RangeError: left behind'],
  ['reason', 'UnhandledPromiseRejection: .*The promise rejected with the reason "7"\\.'],
] as const;

describe('a thread', () => {
  test.each(failures)('reports %s', async (name, message) => {
    const { code, stdout, stderr } = await run(['Thread', name]);
    expect(stderr).toMatch(
      new RegExp(`^Exception in thread Thread-1 \\(${name}\\):\n(\\[|Error )?${message}`),
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'false\n' });
  });

  test.each(failures)('tells the hook %s', async (name, message) => {
    const { code, stdout, stderr } = await run(['Thread', name, 'hook']);
    expect(stdout).toMatch(new RegExp(`^hook: (Error: )?${message}\nfalse\n$`));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('a process', () => {
  test.each(failures)('ends with 1 after %s', async (name, message) => {
    const { code, stdout, stderr } = await run(['Process', name]);
    expect(stderr).toMatch(new RegExp(`^Process Process-1:\n(?:.*\n)*(\\[|Error )?${message}`));
    expect({ code, stdout }).toEqual({ code: 0, stdout: '1\n' });
  });
});

describe.each([
  ['Thread', 'false'],
  ['Process', '0'],
])('a %s is left alone', (kind, end) => {
  test('by a rejection that is handled', async () => {
    const { stdout, stderr } = await run([kind, 'handled']);
    expect({ stdout, stderr }).toEqual({ stdout: `${end}\n`, stderr: '' });
  });

  test('by one that its listener hears', async () => {
    const { stdout, stderr } = await run([kind, 'heard']);
    expect(stdout).toBe(`heard RangeError: left behind\n${end}\n`);
    expect(stderr).toBe('');
  });

  test('with --unhandled-rejections=none', async () => {
    const { stdout, stderr } = await run([kind, 'rejection'], ['--unhandled-rejections=none']);
    expect({ stdout, stderr }).toEqual({ stdout: `${end}\n`, stderr: '' });
  });

  test('with --unhandled-rejections=warn, but for a warning', async () => {
    const { stdout, stderr } = await run([kind, 'rejection'], ['--unhandled-rejections=warn']);
    expect(stdout).toBe(`${end}\n`);
    expect(stderr).toContain('UnhandledPromiseRejectionWarning: RangeError: left behind');
    expect(stderr).not.toContain('Exception in thread');
  });
});
