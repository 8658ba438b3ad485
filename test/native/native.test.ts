/**
 * The C++ core alone, without Node: each program under this folder, built by the command in it.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';

import { commandIn, compileAndRun } from './compile.js';

const SANITIZED = '-g -fsanitize=address,undefined -fno-sanitize-recover=undefined';

const onLinux = process.platform === 'linux';
const programs = readdirSync(new URL('.', import.meta.url)).filter(
  (name) => name.endsWith('_test.cc') && (onLinux || name !== 'epoll_test.cc'),
);

test('there is a program for each backend, for sockets, for wakers and for what threads share', () => {
  const always = [
    'barrier',
    'condition',
    'gil',
    'kqueue',
    'lock',
    'poll',
    'queue',
    'select',
    'socket',
    'waker',
  ].map((name) => `${name}_test.cc`);
  expect(programs).toEqual(expect.arrayContaining(always));
});

describe.each(programs)('%s', (program) => {
  // kqueue's has one for the systems that have it, and one for the stand-in. A BSD has no g++.
  const compiler = !onLinux && program === 'kqueue_test.cc' ? 'c++' : 'g++';
  const written = commandIn(`test/native/${program}`, compiler);
  const command = onLinux ? written : written.replace('g++', 'c++');
  const works = { status: 0, stdout: `${program.replace('_test.cc', '')}: ok\n`, stderr: '' };

  test('builds without a warning, and works', () => {
    expect(compileAndRun(command, '-Werror')).toEqual(works);
  });

  test('works under AddressSanitizer and UndefinedBehaviorSanitizer', () => {
    expect(compileAndRun(command, SANITIZED)).toEqual(works);
  });
});

describe.runIf(onLinux)('kqueue_test.cc over the stand-in', () => {
  const command = commandIn('test/native/kqueue_test.cc', 'g++');
  const works = { status: 0, stdout: 'kqueue: ok\n', stderr: '' };

  test.each([
    ['freebsd', ''],
    ['netbsd', ''],
    ['macos', ''],
    ['netbsd', '-DKQUEUE_STANDIN_NETBSD_LAYOUT'],
  ])('works as %s %s', (system, layout) => {
    process.env.SELECTORS_TS_KQUEUE_SYSTEM = system;
    onTestFinished(() => {
      delete process.env.SELECTORS_TS_KQUEUE_SYSTEM;
    });
    expect(compileAndRun(command, `-Werror ${layout}`)).toEqual(works);
  });
});
