import { expect, it } from 'vitest';
import { hasSharedPorts } from '../support/capabilities.js';
import { Program } from './program.js';

it.each(['reuseport', 'shared'])('%s: every connection is answered once', async (variant) => {
  await using program = new Program('workers/main.js', [variant, '4', '400']);
  const { code, stdout, stderr } = await program.end();
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.pop()).toBe('400 connections, each answered once');
  const workers = lines.map((line) => line.match(/^worker (\d): (\d+) connections$/));
  expect(workers.map((match) => match?.[1])).toEqual(['1', '2', '3', '4']);
  const counts = workers.map((match) => Number(match?.[2]));
  expect(counts.reduce((sum, count) => sum + count)).toBe(400);
  // Elsewhere, and with one listening socket, nobody promises it.
  if (variant === 'reuseport' && hasSharedPorts) {
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1);
  }
});
