/**
 * Workers that wait, for ever or for an hour, stand in the way of nobody.
 */
import { describe, expect, test } from 'vitest';
import { hasAbstractNames, hasWaitingQueues } from '../support/capabilities.js';
import { runFixture, startFixture } from '../support/fixture.js';
import { waits } from './fixtures/waits.mjs';

const fixture = 'test/lifecycle/fixtures/blocked.mjs';
/** With the stand-in for kqueue(2), which is loaded through this variable, nothing else is new. */
const names = Object.keys(waits).filter(
  (name) => process.env.SELECTORS_TS_PREBUILD === undefined || name.includes('Kqueue'),
);

test('the waits of UNIX sockets whose queues are full are there', () => {
  expect('sendto() of a UNIX datagram' in waits).toBe(hasAbstractNames && hasWaitingQueues);
});

describe.each(names)('workers blocked in %s', (name) => {
  test.each(['at once', 'after a heap snapshot'])(
    'are ended by terminate(), %s, and leave nothing open',
    async (when) => {
      const { stdout } = await runFixture(fixture, [name, 'terminate', when]);
      expect(JSON.parse(stdout)).toEqual({ codes: [1, 1], leaked: 0 });
    },
  );
});

// A snapshot takes its time: here one for each of the native calls that wait.
const calls = [
  'SelectSelector',
  'PollSelector',
  'EpollSelector',
  'KqueueSelector',
  'sendto() of a UNIX datagram',
];
const cases = [
  ...names.map((name) => [name, 'at once']),
  ...names.filter((name) => calls.includes(name)).map((name) => [name, 'after a heap snapshot']),
] as Array<[name: string, when: string]>;

describe.each(cases)('workers blocked in %s, %s,', (name, when) => {
  test('do not hold up process.exit()', async () => {
    const { code } = await startFixture(fixture, [name, 'process.exit', when]).ended;
    expect(code).toBe(7);
  });

  test('do not hold up the end by an uncaught error', async () => {
    const { code, stderr } = await startFixture(fixture, [name, 'uncaught error', when]).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('Error: from the main thread');
  });
});
