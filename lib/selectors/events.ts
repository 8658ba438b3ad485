/** The two events of Python's `selectors`, to be or-ed. */
import { describe, ValueError } from '../errors/index.js';

export const EVENT_READ = 1;
export const EVENT_WRITE = 2;

/**
 * @throws TypeError unless a number
 * @throws ValueError unless EVENT_READ, EVENT_WRITE or both
 */
export function checkEvents(events: unknown): void {
  if (events === EVENT_READ || events === EVENT_WRITE || events === (EVENT_READ | EVENT_WRITE))
    return;
  if (typeof events !== 'number') {
    throw new TypeError(`events must be a number, not ${describe(events)}`);
  }
  throw new ValueError(`Invalid events: ${events}`);
}
