import { describe, expect, test } from 'vitest';
import { hasSignals, needs } from '../support/capabilities.js';
import { runFixture, startFixture } from '../support/fixture.js';
import { waits } from './fixtures/waits.mjs';

needs(hasSignals);

const fixture = 'test/lifecycle/fixtures/interrupted.mjs';
const names = Object.keys(waits);

describe.each(names)('%s', (name) => {
  test('without a handler Ctrl-C ends the process', async () => {
    const { process, printed, ended } = startFixture(fixture, [name, 'default']);
    await printed('about to wait');
    process.kill('SIGINT');
    expect((await ended).signal).toBe('SIGINT');
  });

  test('what the interrupt hook throws ends the wait, whatever the signal', async () => {
    const { stdout } = await runFixture(fixture, [name, 'hook', 'SIGUSR2']);
    expect(stdout).toBe('from the hook\nended\n');
  });
});

describe.each(names.filter((name) => name.includes('Selector')))('%s', (name) => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    'with returnOnSignal a handler of %s gets its turn',
    async (signal) => {
      const { stdout } = await runFixture(fixture, [name, 'handler', signal]);
      expect(stdout).toMatch(/^(\[\]\n)+ended\n$/);
    },
  );
});
