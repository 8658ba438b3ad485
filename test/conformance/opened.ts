import type { BaseSelector } from 'selectors-ts';
import { onTestFinished } from 'vitest';
import type { Backend } from './backends.js';

/** A selector that is closed when the test ends. */
export function opened(backend: Backend): BaseSelector {
  const selector = backend.open();
  onTestFinished(() => selector.close());
  return selector;
}

/** What each ready descriptor is ready for; the order is nobody's promise. */
export function readyByDescriptor(selector: BaseSelector, timeout = 0): Map<number, number> {
  return new Map(selector.select(timeout).map(([key, events]) => [key.fd, events]));
}
