import { EVENT_READ } from 'selectors-ts';
import { setInterruptHook } from 'selectors-ts/select';
import { expect, onTestFinished, test } from 'vitest';
import { hasSignals } from '../support/capabilities.js';
import { makeSocketpair } from '../support/descriptors.js';
import { sendSignals } from '../support/signals.js';
import type { Backend } from './backends.js';
import { opened } from './opened.js';

/** Signals come until the hook has been called once. */
function onFirstInterrupt(then: () => void = () => {}): { calls: number } {
  const count = { calls: 0 };
  const stop = sendSignals();
  setInterruptHook(() => {
    count.calls++;
    stop();
    // A second signal may be on its way.
    if (count.calls === 1) then();
  });
  onTestFinished(() => {
    setInterruptHook(null);
  });
  return count;
}

export function interrupts(backend: Backend): void {
  test.runIf(hasSignals)('test_select_interrupt_exc', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    class InterruptSelect extends Error {}
    onFirstInterrupt(() => {
      throw new InterruptSelect();
    });
    expect(() => s.select(null)).toThrow(InterruptSelect);
    // and the selector works on
    expect(s.select(0)).toEqual([]);
  });

  test.runIf(hasSignals)('test_select_interrupt_noraise', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    const interrupts = onFirstInterrupt();
    // Several waits, should the first end before the first signal has come.
    do {
      const start = performance.now();
      expect(s.select(0.2)).toEqual([]);
      expect(performance.now() - start).toBeGreaterThanOrEqual(200);
    } while (interrupts.calls === 0);
  });

  test.runIf(hasSignals)('what comes after the interrupt is still delivered', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const key = s.register(rd, EVENT_READ);
    const interrupts = onFirstInterrupt(() => wr.send(Buffer.from('x')));
    expect(s.select(null)).toEqual([[key, EVENT_READ]]);
    expect(interrupts.calls).toBeGreaterThan(0);
  });

  test.runIf(hasSignals)('returnOnSignal: the interrupt ends the wait with nothing', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    const interrupts = onFirstInterrupt();
    expect(s.select(null, { returnOnSignal: true })).toEqual([]);
    expect(interrupts.calls).toBeGreaterThan(0);
  });

  test('returnOnSignal: without a signal the wait is as ever', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const key = s.register(rd, EVENT_READ);
    expect(s.select(0.01, { returnOnSignal: true })).toEqual([]);
    wr.send(Buffer.from('x'));
    expect(s.select(null, { returnOnSignal: true })).toEqual([[key, EVENT_READ]]);
    expect(() => s.select(0, { returnOnSignal: 1 as never })).toThrow(TypeError);
  });
}
