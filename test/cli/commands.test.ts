import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makePipe } from '../support/descriptors.js';
import { CLI, runCli } from './cli.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

test('without arguments there is help', () => {
  const { code, stdout, stderr } = runCli([]);
  expect(stdout).toMatch(/^Usage: selectors-ts /);
  for (const command of ['bench', 'info', 'demo']) {
    expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  }
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(runCli(['--help']).stdout).toBe(stdout);
});

test('it tells its version', () => {
  expect(runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test.each([
  ['bench', 'Usage: selectors-ts bench [options]', '--quick'],
  ['info', 'Usage: selectors-ts info [options]', '--json'],
  ['demo', 'npx selectors-ts demo [options]', '--clients N'],
])('%s explains its options', (command, start, option) => {
  const { code, stdout, stderr } = runCli([command, '--help']);
  expect(stdout.startsWith(start)).toBe(true);
  expect(stdout).toContain(`\n  ${option} `);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(runCli([command, '-h']).stdout).toBe(stdout);
});

describe('a mistake is told in one line:', () => {
  test.each([
    [['nonsense'], "error: unknown command 'nonsense'"],
    [['inf'], "error: unknown command 'inf' (Did you mean info?)"],
    [['--nonsense'], "error: unknown option '--nonsense'"],
    [['info', '--jsn'], "error: unknown option '--jsn' (Did you mean --json?)"],
    [['info', 'more'], "error: too many arguments for 'info'"],
    [['bench', '--quik'], "error: unknown option '--quik' (Did you mean --quick?)"],
    [
      ['bench', '--rounds', 'many'],
      "error: option '--rounds <number>' argument 'many' is invalid.",
    ],
    [['bench', '--rounds'], "error: option '--rounds <number>' argument missing"],
    [['bench', '--quick', '--full'], "error: option '--quick' cannot be used with option '--full'"],
    [['demo', '--nonsense'], "Unknown option '--nonsense'"],
    [['demo', '--clients', 'many'], '--clients many: expected a whole number'],
    [['demo', 'more'], "Unexpected argument 'more'"],
  ])('%j', (args, start) => {
    const { code, stdout, stderr } = runCli(args);
    expect(stderr.startsWith(start)).toBe(true);
    expect(stderr).toMatch(/^.+\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

test.each([[['bench', '--help']], [['info']], [['info', '--json']]])(
  '%j ends quietly where nobody reads it',
  (args) => {
    const [reader, writer] = makePipe();
    reader.close();
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      stdio: ['ignore', writer.fileno(), 'pipe'],
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
);
