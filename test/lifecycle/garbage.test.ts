import { EpollSelector, KqueueSelector } from 'selectors-ts';
import { Epoll, Kqueue } from 'selectors-ts/select';
import { describe, expect, test } from 'vitest';
import { hasEpoll } from '../support/capabilities.js';
import { runFixture } from '../support/fixture.js';

const fixture = 'test/lifecycle/fixtures/forgotten.mjs';
const kernelObjects = [Epoll, Kqueue].filter(({ isAvailable }) => isAvailable);
const selectors = [EpollSelector, KqueueSelector].filter(({ isAvailable }) => isAvailable);

describe.each([...kernelObjects, ...selectors])('$name', ({ name }) => {
  test('that is forgotten is closed, with a warning', async () => {
    const { fds, warnings, left } = JSON.parse(
      (await runFixture(fixture, [name, 'forgotten'])).stdout,
    );
    const what = `${name.replace('Selector', '').toLowerCase()} object`;
    const expected = fds.map((fd: number) => `ResourceWarning: unclosed ${what} fd=${fd}`);
    expect(warnings.sort()).toEqual(expected.sort());
    expect(left).toBe(0);
  });

  test('that was closed gives no warning', async () => {
    const { warnings } = JSON.parse((await runFixture(fixture, [name, 'closed'])).stdout);
    expect(warnings).toEqual([]);
  });
});

test.each(kernelObjects)(
  'an object of $name.fromfd() that is forgotten is not closed',
  async ({ name }) => {
    const { warnings, left } = JSON.parse((await runFixture(fixture, [name, 'adopted'])).stdout);
    expect(warnings).toEqual([]);
    expect(left).toBe(10);
  },
);

// Node's loop went on watching a number that a socket of Node's own had been given since.
test.runIf(hasEpoll)(
  'what is forgotten after a selectAsync() leaves the sockets of Node alone',
  async () => {
    const { stdout } = await runFixture('test/lifecycle/fixtures/forgottenAsync.mjs');
    expect(stdout).toBe('every connection was answered\n');
  },
);
