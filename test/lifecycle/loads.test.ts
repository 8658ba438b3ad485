import { expect, test } from 'vitest';
import { hasUnixSockets, needs } from '../support/capabilities.js';
import { runFixture } from '../support/fixture.js';
import { LOADED_MEMORY_FACTOR } from '../support/sanitizer.js';

needs(hasUnixSockets);

const KIB = 2 ** 10;

test('the addon in 16 threads at once, loaded and unloaded a thousand times', async () => {
  const { stdout } = await runFixture('test/lifecycle/fixtures/loads.mjs');
  const { codes, measured, isLoaded, before, after } = JSON.parse(stdout);
  expect(codes).toEqual([0]);
  expect(isLoaded).toBe(false);
  expect(after.descriptors).toBe(before.descriptors);
  // Threads leave 10 to 40 KiB behind without the addon too; a JavaScript heap is thousands.
  expect((after.rss - before.rss) / measured).toBeLessThan(64 * KIB * LOADED_MEMORY_FACTOR);
}, 180_000);
