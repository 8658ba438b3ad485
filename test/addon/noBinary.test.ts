/**
 * Importing the package where it has no binary.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ScratchPackage } from './scratchPackage.js';

const riscv = { npm_config_platform: 'linux', npm_config_arch: 'riscv64', LIBC: 'glibc' };
const besideNode = join(dirname(process.execPath), 'prebuilds');

test('it says what it looked for, what there is instead, and how to build one', () => {
  const scratch = new ScratchPackage();
  const { folder } = scratch;
  scratch.write('prebuilds/linux-x64/selectors-ts.musl.node', '');
  scratch.write('prebuilds/darwin-arm64/selectors-ts.node', '');
  const { status, stderr, message, code, cause } = scratch.fail({ env: riscv });
  expect(message.split('\n')).toEqual([
    'selectors-ts has no binary for linux-riscv64 (glibc). It looked for',
    `  ${folder}/build/Release/*.node`,
    `  ${folder}/build/Debug/*.node`,
    `  ${folder}/prebuilds/linux-riscv64/selectors-ts.glibc.node`,
    `  ${besideNode}/linux-riscv64/selectors-ts.glibc.node`,
    `${folder}/prebuilds has darwin-arm64/selectors-ts.node, linux-x64/selectors-ts.musl.node.`,
    'The environment chose this platform: npm_config_platform=linux, npm_config_arch=riscv64, LIBC=glibc.',
    'To build it from source, with Python 3, make and a C++20 compiler:',
    `  ${scratch.buildCommand}`,
  ]);
  expect(code).toBe('ERR_NO_BINARY');
  expect(cause).toMatch(/^No native build was found for platform=linux arch=riscv64 /);
  expect(status).toBe(1);
  expect(stderr).toContain(`Error: ${message}\n`);
});

test.each([
  [
    'linux-arm (armv6, musl)',
    'linux-arm/selectors-ts.armv6.musl.node',
    { npm_config_arch: 'arm', ARM_VERSION: '6', LIBC: 'musl' },
  ],
  ['linux-arm64 (glibc)', 'linux-arm64/selectors-ts.glibc.node', { npm_config_arch: 'arm64' }],
  ['freebsd-riscv64', 'freebsd-riscv64/selectors-ts.node', { npm_config_platform: 'freebsd' }],
])('it names %s', (platform, file, env) => {
  const { message } = new ScratchPackage().fail({ env: { ...riscv, ...env } });
  expect(message).toContain(`has no binary for ${platform}. `);
  expect(message).toContain(`/prebuilds/${file}\n`);
});

test.each([
  [
    { npm_config_platform: 'linux', npm_config_arch: 'arm' },
    'npm_config_platform=linux, npm_config_arch=arm, ARM_VERSION=7, LIBC=glibc',
  ],
  [{ npm_config_platform: 'freebsd' }, 'npm_config_platform=freebsd, npm_config_arch=riscv64'],
])('it says what of the environment chose the platform, and no more: %o', (env, variables) => {
  const all = { npm_config_arch: 'riscv64', ARM_VERSION: '7', LIBC: 'glibc', ...env };
  const { message } = new ScratchPackage().fail({ env: all });
  expect(message).toContain(`\nThe environment chose this platform: ${variables}.\n`);
});

test('without such variables the environment is not blamed', () => {
  expect(new ScratchPackage().fail().message).not.toContain('The environment');
});

test('it does without process.config', () => {
  const env = { npm_config_platform: 'linux', npm_config_arch: 'arm', LIBC: 'glibc' };
  const preload = "Object.defineProperty(process, 'config', { value: undefined });";
  const { message } = new ScratchPackage().fail({ env, preload });
  expect(message).toContain('has no binary for linux-arm (glibc). ');
});

test('it says that nothing is prebuilt at all', () => {
  const scratch = new ScratchPackage();
  const { message, status } = scratch.fail();
  expect(message).toContain(`\nENOENT: no such file or directory, scandir '${scratch.folder}/pre`);
  expect(status).toBe(1);
});

test('with PREBUILDS_ONLY it does not look for local builds', () => {
  const scratch = new ScratchPackage();
  scratch.write('build/Release/selectors_ts.node', '');
  const { message } = scratch.fail({ env: { ...riscv, PREBUILDS_ONLY: '1' } });
  expect(message).not.toContain('build/Release');
  expect(message).toContain(' from source (with PREBUILDS_ONLY unset), ');
  expect(message).toContain(scratch.buildCommand);
});

test('with SELECTORS_TS_PREBUILD it looks there', () => {
  const scratch = new ScratchPackage();
  const { message } = scratch.fail({ env: { ...riscv, SELECTORS_TS_PREBUILD: './nowhere' } });
  expect(message).toContain(`\n  ${scratch.folder}/nowhere/build/Release/*.node\n`);
  expect(message).toContain(' from source (with SELECTORS_TS_PREBUILD unset), ');
  expect(message).toContain(scratch.buildCommand);
});

test('a shell takes the folder as one word, whatever its name', () => {
  const scratch = new ScratchPackage("it's $HOME or `~`; ");
  const word = scratch.fail().message.split(' -C ')[1];
  const { stdout } = spawnSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' });
  expect(stdout).toBe(join(scratch.folder, 'native'));
});
