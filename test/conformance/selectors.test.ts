import { DefaultSelector } from 'selectors-ts';
import { describe, expect, test } from 'vitest';
import { backends, bestSelector } from './backends.js';
import { selectorConformance } from './selectorConformance.js';

for (const backend of backends) {
  describe(backend.name, () => {
    test('is available on this platform', () => {
      expect(backend.Selector.isAvailable).toBe(true);
    });

    selectorConformance(backend);
  });
}

test('DefaultSelector is the best there is', () => {
  expect(DefaultSelector).toBe(bestSelector);
});
