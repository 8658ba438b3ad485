import { asyncWaits } from './asyncWaits.js';
import type { Backend } from './backends.js';
import { closedObjects } from './closedObjects.js';
import { closedSelector } from './closedSelector.js';
import { interrupts } from './interrupts.js';
import { mapping } from './mapping.js';
import { modification } from './modification.js';
import { registration } from './registration.js';
import { scale } from './scale.js';
import { signals } from './signals.js';
import { steps } from './steps.js';
import { waiting } from './waiting.js';
import { wakeups } from './wakeups.js';

/**
 * What every selector must do: CPython's `test_selectors` under its own names, and what lies beyond.
 */
export function selectorConformance(backend: Backend): void {
  registration(backend);
  modification(backend);
  mapping(backend);
  waiting(backend);
  interrupts(backend);
  closedObjects(backend);
  closedSelector(backend);
  scale(backend);
  wakeups(backend);
  asyncWaits(backend);
  signals(backend);
  steps(backend);
}
