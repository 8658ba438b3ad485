/**
 * Processes and threads.
 */
import { describe, expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';
import { startWithPipe } from './start.js';

const fixture = 'test/multiprocessing/fixtures/threads.mjs';

describe.each(['Worker', 'Thread'])('a %s', (kind) => {
  test.each([
    ['join', 'the last to speak\njoined: 0\nexit\n'],
    ['leave', 'the last to speak\nexit\n'],
    ['leaveDaemon', 'running\nexit\n'],
  ])('may start a process, and %s it', async (name, stdout) => {
    expect(await runFixture(fixture, [kind, name])).toMatchObject({ stdout, stderr: '' });
  });
});

test('daemonic processes go on while there are threads that the program waits for', async () => {
  const ended = await runFixture(fixture, ['Thread', 'talkToDaemon']);
  expect(ended).toMatchObject({ stdout: 'still there\nexit\n', stderr: '' });
});

test('a process waits for its own threads, but not for its daemons', () => {
  const [child, ours] = startWithPipe('startThread');
  expect(ours.recv()).toBe('from the thread');
  ours.send('afterwards');
  expect(ours.recv()).toBe('afterwards too');
  child.join();
  expect(child.exitcode).toBe(0);
});
