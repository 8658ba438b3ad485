import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, release, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  DefaultSelector,
  EpollSelector,
  KqueueSelector,
  PollSelector,
  SelectSelector,
} from 'selectors-ts';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Machine, resultsSchema } from '../../bench/results/index.js';
import { goodBinary } from '../addon/scratchPackage.js';
import { hasShell } from '../support/capabilities.js';
import { CLI, runCli } from './cli.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const backends = {
  select: SelectSelector,
  poll: PollSelector,
  epoll: EpollSelector,
  kqueue: KqueueSelector,
};

function machineOf(json: string): Machine {
  return resultsSchema.shape.machine.parse(JSON.parse(json));
}

describe('info --json', () => {
  const { code, stdout, stderr } = runCli(['info', '--json']);
  const machine = machineOf(stdout);

  test('tells what this machine is', () => {
    expect(machine).toMatchObject({
      package: version,
      runtime: `Node ${process.versions.node}`,
      nodeApi: process.versions.napi,
      platform: process.platform,
      arch: process.arch,
      kernel: release(),
      cores: availableParallelism(),
    });
    expect(machine.fdSetSize).toBeGreaterThanOrEqual(256);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('tells which binary was loaded, from the folder of the package', () => {
    expect(resolve(machine.binary)).toBe(goodBinary);
  });

  test.each(Object.entries(backends))('tells whether there is %s', (backend, Selector) => {
    const { isAvailable, name } = Selector;
    const reason = `${name} is not available on ${process.platform}`;
    expect(machine.backends).toContainEqual({
      name: backend,
      available: isAvailable,
      isDefault: Selector === DefaultSelector,
      ...(!isAvailable && { reason }),
    });
  });

  test.runIf(hasShell)('tells how many descriptors a process may have', () => {
    const command = `ulimit -n 300; exec '${process.execPath}' '${CLI}' info --json`;
    const limited = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(machineOf(limited.stdout).descriptorLimit).toBe(300);
  });

  test('tells which is the default where the environment chooses', () => {
    const chosen = runCli(['info', '--json'], { SELECTORS_TS_BACKEND: 'poll' });
    const defaults = machineOf(chosen.stdout).backends.filter(({ isDefault }) => isDefault);
    expect(defaults.map(({ name }) => name)).toEqual(['poll']);
  });
});

test('info tells the same to people', () => {
  const machine = machineOf(runCli(['info', '--json']).stdout);
  const { code, stdout, stderr } = runCli(['info']);
  expect(stdout).toMatch(new RegExp(`^selectors-ts +${version}$`, 'm'));
  for (const text of [machine.runtime, machine.system, machine.kernel, machine.cpu]) {
    expect(stdout).toContain(text);
  }
  expect(stdout).toMatch(/^binary +\S+\.node$/m);
  for (const { name, available, isDefault, reason } of machine.backends) {
    const text = available ? `available${isDefault ? ', the default' : ''}` : reason;
    expect(stdout).toMatch(new RegExp(`^${name} +${text}$`, 'm'));
  }
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('its values stand below each other', () => {
  const { stdout } = runCli(['info']);
  const columns = stdout.split('\n').flatMap((line) => line.match(/^\S+ +/)?.[0].length ?? []);
  expect(columns.length).toBeGreaterThan(10);
  expect(new Set(columns).size).toBe(1);
});

describe('a default that the environment has wrong', () => {
  const env = { SELECTORS_TS_BACKEND: 'iocp' };
  const problem =
    "There is no DefaultSelector: SELECTORS_TS_BACKEND is 'iocp', which is none of kqueue, epoll, poll, select";

  test('is told, and all else', () => {
    const { code, stdout } = runCli(['info'], env);
    expect(stdout).toMatch(/^select +available$/m);
    expect(stdout).not.toContain('the default');
    expect(stdout.endsWith(`\n\n${problem}\n`)).toBe(true);
    expect(code).toBe(0);
  });

  test('is told as JSON', () => {
    const { stdout } = runCli(['info', '--json'], env);
    expect(JSON.parse(stdout).problem).toBe(problem);
    expect(machineOf(stdout).backends.some(({ isDefault }) => isDefault)).toBe(false);
  });
});

describe('without an addon', () => {
  function nowhere() {
    const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return { folder, env: { SELECTORS_TS_PREBUILD: folder } };
  }

  test('info tells what it can, and what the loader says', () => {
    const { folder, env } = nowhere();
    const { code, stdout, stderr } = runCli(['info'], env);
    expect(stdout).toMatch(new RegExp(`^runtime +Node ${process.versions.node},`, 'm'));
    expect(stdout).toMatch(/^system /m);
    expect(stdout).not.toMatch(/^(binary|select) /m);
    expect(stdout).toMatch(/^selectors-ts has no binary for .* It looked for$/m);
    expect(stdout).toContain(`\n  ${folder}/build/Release/*.node\n`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  test('info --json has the same', () => {
    const { folder, env } = nowhere();
    const { code, stdout } = runCli(['info', '--json'], env);
    const { package: of, problem, ...others } = JSON.parse(stdout);
    expect(of).toBe(version);
    expect(problem).toContain(`\n  ${folder}/build/Release/*.node\n`);
    expect(others).not.toHaveProperty('backends');
    expect(code).toBe(1);
  });

  test('bench says so and nothing else', () => {
    const { code, stdout, stderr } = runCli(['bench'], nowhere().env);
    expect(stderr).toMatch(/^selectors-ts has no binary for /);
    expect(stderr).not.toContain(' at ');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  test.each([[['--help']], [['bench', '--help']], [['demo', '--help']], [['--version']]])(
    '%j works all the same',
    (args) => {
      expect(runCli(args, nowhere().env)).toMatchObject({ code: 0, stderr: '' });
    },
  );
});
