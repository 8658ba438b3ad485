import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const MAIN = 'dist/bench/main.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selectors-ts-test-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const bench = (...args: string[]) =>
  spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: folder },
  });

it('measures the chosen cases, prints a table and writes every round', () => {
  const json = join(folder, 'rounds.json');
  const { status, stdout } = bench('--only', '^would block', '--rounds', '2', '--json', json);
  expect(stdout).toMatch(
    /^would block +tryRecvInto +[\d,.]+ ns +C +[\d,.]+ ns +[\d.]+ .* ≤ 1.5 +(yes|NO)$/m,
  );
  expect(status).toBe(0);
  const { comparisons } = JSON.parse(readFileSync(json, 'utf8'));
  expect(comparisons[0]).toMatchObject({
    ours: 'tryRecvInto',
    peer: 'C',
    atMost: 1.5,
    oursFigures: [expect.any(Number), expect.any(Number)],
    peerFigures: [expect.any(Number), expect.any(Number)],
  });
});

it('measures threads and processes, also against what they are to keep to', () => {
  const { status, stdout } = bench('--only', '^(convoy.* 5 ms|message|memory)', '--rounds', '1');
  expect(stdout).toMatch(
    /^convoy.* +[\d,]+ ns +switch interval +5,000,000 ns .* 0.7–1.7 +(yes|NO)$/m,
  );
  expect(stdout).toMatch(/^message there and back +Queue +[\d,]+ ns +MessagePort +[\d,]+ ns /m);
  if (process.platform === 'linux') {
    expect(stdout).toMatch(/^memory for each +Process +[\d,]+ KiB +Thread +[\d,]+ KiB /m);
  }
  expect(status).toBe(0);
}, 60_000);

it('leaves nothing of what it built behind', () => {
  bench('--only', '^would block', '--rounds', '1');
  expect(readdirSync(folder)).toEqual([]);
});

it.each([
  [['--rounds', '0'], '--rounds 0'],
  [['--only', 'no such case'], 'no such case'],
  [['--nonsense'], '--nonsense'],
])('refuses %j', (args, complaint) => {
  const { status, stderr } = bench(...args);
  expect(stderr).toContain(complaint);
  expect(status).toBe(2);
});
