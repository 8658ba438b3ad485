import { onTestFinished, vi } from 'vitest';

/** Has all clocks stand still, but for `process.nextTick()`, which vitest needs in a process of its own. */
export function fakeClocks(): void {
  vi.useFakeTimers({
    toFake: [
      'Date',
      'hrtime',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'setInterval',
      'setTimeout',
    ],
  });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}
