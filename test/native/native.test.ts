/**
 * The C++ core alone, without Node: each program under this folder, built by the command in it.
 */
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

import { commandIn, compileAndRun } from './compile.js';

const SANITIZED = '-g -fsanitize=address,undefined -fno-sanitize-recover=undefined';

const onLinux = process.platform === 'linux';
const programs = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('_test.cc') && (onLinux || !path.endsWith('epoll_test.cc')))
  .sort();

test('there is a program for each backend, for sockets, for wakers and for what threads share', () => {
  const always = [
    'base/waker',
    'multiprocessing/process',
    'select/kqueue',
    'select/poll',
    'select/select',
    'socket/socket',
    'threading/barrier',
    'threading/condition',
    'threading/gil',
    'threading/lock',
    'threading/queue',
  ].map((name) => `${name}_test.cc`);
  expect(programs).toEqual(expect.arrayContaining(always));
});

describe.each(programs)('%s', (program) => {
  // kqueue's has one for the systems that have it, and one for the stand-in. A BSD has no g++.
  const compiler = !onLinux && program === 'select/kqueue_test.cc' ? 'c++' : 'g++';
  const written = commandIn(`test/native/${program}`, compiler);
  const command = onLinux ? written : written.replace('g++', 'c++');
  const works = { status: 0, stdout: `${basename(program, '_test.cc')}: ok\n`, stderr: '' };

  test('builds without a warning, and works', () => {
    expect(compileAndRun(command, '-Werror')).toEqual(works);
  });

  test('works under AddressSanitizer and UndefinedBehaviorSanitizer', () => {
    expect(compileAndRun(command, SANITIZED)).toEqual(works);
  });
});

describe.runIf(onLinux)('kqueue_test.cc over the stand-in', () => {
  const command = commandIn('test/native/select/kqueue_test.cc', 'g++');
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
