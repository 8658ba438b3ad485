/**
 * Workers that are terminated wherever they are.
 */
import { expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';

test('what comes for a worker that is terminated goes to the next', async () => {
  const { stdout } = await runFixture('test/threading/fixtures/doomed.mjs');
  expect(JSON.parse(stdout)).toEqual({
    Lock: true,
    RLock: true,
    Semaphore: true,
    'Condition of Lock': true,
    'Condition of RLock': true,
    Queue: 'item',
    'Queue, then': [0, 1],
    'full Queue': 'put',
    Barrier: [true, 0],
    'Barrier, then': [false, 0],
  });
});

test.each(['1', '2', '3'])(
  'queues outlive those that are terminated in them: seed %s',
  async (seed) => {
    const { stdout } = await runFixture('test/threading/fixtures/chaos.mjs', [seed]);
    expect(JSON.parse(stdout)).toEqual({
      repeated: 0,
      tooManyLost: false,
      codes: [0, 0, 0],
      left: [0, 0],
    });
  },
);
