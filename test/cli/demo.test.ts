import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { CLI, runCli } from './cli.js';

const FEW = ['demo', '--clients', '2', '--seconds', '1'];

test('demo runs the chat', () => {
  const { code, stdout, stderr } = runCli(FEW);
  expect(stdout).toMatch(/^Serving 2 clients on port \d+/);
  expect(stdout).toContain('Every message is accounted for at every receiver.');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('demo passes options and exit code on', () => {
  const { code, stdout } = runCli([...FEW, '--lose', '1', '--backend', 'poll']);
  expect(stdout).toContain('\npoll | ');
  expect(stdout).toContain('FAILED:\n  1 deliveries are missing\n');
  expect(code).toBe(1);
});

test('demo ends at Ctrl-C, and accounts for what was said', async () => {
  const args = [CLI, 'demo', '--clients', '2', '--seconds', '3600'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const lines: string[] = [];
  let isAsked = false;
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    // A second time would end it at once.
    if (isAsked || !/2 connections \| [1-9]/.test(line)) continue;
    child.kill('SIGINT');
    isAsked = true;
  }
  expect(lines.at(-1)).toBe('Every message is accounted for at every receiver.');
  expect(await ended).toEqual([0, null]);
});
