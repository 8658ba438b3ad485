/**
 * How programs with threads end: CPython's ThreadJoinOnShutdown, and the rules of daemon threads.
 */
import { describe, expect, test } from 'vitest';
import { hasFileDescriptors } from '../support/capabilities.js';
import { type Ended, startFixture } from '../support/fixture.js';
import { places } from './fixtures/threadTargets.mjs';

function run(...args: string[]): Promise<Ended> {
  return startFixture('test/threading/fixtures/threads.mjs', args).ended;
}

async function printed(...args: string[]): Promise<string[]> {
  const { code, signal, stdout, stderr } = await run(...args);
  expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
  return stdout.trimEnd().split('\n');
}

const codes = { 'falling off the end': 0, 'process.exit()': 7, 'an uncaught error': 1 };

describe.each(Object.keys(places))('a daemon in %s', (place) => {
  test.each(Object.entries(codes))('is stopped by %s', async (ending, code) => {
    const ended = await run('there', place, ending, 'daemon');
    expect(ended).toMatchObject({ code, signal: null, stdout: '' });
  });
});

describe('a daemon', () => {
  test.each(['inGil', 'inLoop'])('is stopped when it is %s', async (name) => {
    expect(await run(name)).toMatchObject({ code: 0, stdout: '' });
  });
});

test.each(Object.keys(places))(
  'process.exit() does not wait for a thread in %s that is no daemon',
  async (place) => {
    const ended = await run('there', place, 'process.exit()', 'no daemon');
    expect(ended).toMatchObject({ code: 7, signal: null, stdout: '' });
  },
);

describe('a program that falls off its end waits for', () => {
  test('threads that are no daemons', async () => {
    expect(await printed('waitsForNonDaemon')).toEqual(['end of main', 'OK', 'OK']);
  });

  test('none of them if it calls process.exit()', async () => {
    expect(await run('exitsAtOnce')).toMatchObject({ code: 7, stdout: '' });
  });

  test('test_1_join_on_shutdown', async () => {
    const lines = ['end of main', 'end of thread, main alive: false'];
    expect(await printed('joinOnShutdown')).toEqual(lines);
  });

  test('test_thread_from_thread', async () => {
    expect(await printed('byOneThatHasEnded')).toEqual(['end of main', 'OK']);
  });

  test('one that was started by a daemon', async () => {
    expect(await printed('byDaemon')).toEqual(['end of main', 'OK']);
    expect(await printed('byDaemonThatHasEnded')).toEqual(['end of main', 'OK']);
  });

  test('those of threads that end as soon as they have started them', async () => {
    expect(await printed('manyByOnesThatHaveEnded')).toEqual(Array(10).fill('OK'));
  });

  test('threads three deep', async () => {
    const lines = [0, 1, 2, 3].map((depth) => `at depth ${depth}`);
    expect((await printed('threeDeep')).sort()).toEqual(lines);
  });

  test('no daemon of a daemon', async () => {
    expect(await printed('inheritedDaemon')).toEqual(['daemon: true']);
  });
});

test('grandchildren start while the main thread is blocked', async () => {
  const lines = await printed('grandchildrenWhileBlocked');
  expect(lines.pop()).toBe('end of main');
  expect(lines.sort()).toEqual([0, 1, 2, 3].map((depth) => `at depth ${depth}`));
});

test('test_main_thread_during_shutdown', async () => {
  expect((await printed('atExit'))[0]).toBe('true true 1');
});

test('test_start_new_thread_at_finalization', async () => {
  // CPython refuses to. Here it can be, and nobody waits for it but who joins it.
  expect((await printed('atExit'))[1]).toBe('in a thread');
});

test('test_4_daemon_threads', async () => {
  expect(await run('manyDaemons')).toMatchObject({ code: 0, signal: null, stdout: '', stderr: '' });
}, 120_000);

test('test_finalize_running_thread', async () => {
  const ended = await run('there', 'a sleep()', 'process.exit()', 'daemon');
  expect(ended).toMatchObject({ code: 7, stdout: '', stderr: '' });
});

test('test_import_from_another_thread', async () => {
  expect(await printed('worker')).toEqual([
    'Dummy-N true true',
    'cannot join a dummy thread',
    'in its thread',
  ]);
});

describe('process.exit() in a thread ends that thread alone', () => {
  test('at once, as sys.exit() does', async () => {
    expect(await printed('exit', 'exit()')).toEqual(['end of main false 0']);
  });

  test("and its process.exitCode is nobody's", async () => {
    const lines = ['finally has run', 'end of main false 0'];
    expect(await printed('exit', 'exitCode')).toEqual(lines);
  });
});

test('test_recursion_limit', async () => {
  expect(await printed('recursion')).toEqual(['true', 'end of main']);
});

test('a thread without memory ends, and the program goes on', async () => {
  const { code, stdout, stderr } = await startFixture(
    'test/threading/fixtures/threads.mjs',
    ['outOfMemory'],
    ['--max-old-space-size=64'],
  ).ended;
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'end of main\n' });
  expect(stderr).toContain('Exception in thread greedy:\nError [ERR_WORKER_OUT_OF_MEMORY]');
});

test('two hundred threads leave nothing behind', async () => {
  const { stdout } = await run('leaks');
  const { descriptors, megabytes, active } = JSON.parse(stdout);
  expect({ descriptors, active }).toEqual({ descriptors: 0, active: 1 });
  // A worker that is not let go of has some five.
  expect(megabytes).toBeLessThan(150);
}, 300_000);

test.runIf(hasFileDescriptors)(
  'a first thread that cannot be started is an error, and over',
  async () => {
    const { code, stdout } = await startFixture('test/threading/fixtures/noDescriptors.mjs').ended;
    expect(stdout).toBe("EMFILE\nRuntimeError: can't start new thread false\n");
    expect(code).toBe(0);
  },
);
