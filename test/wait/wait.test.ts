import { constants } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { type BlockingCall, setInterruptHook, wait } from '../../lib/wait/index.js';

const INTERRUPTED = -constants.errno.EINTR;

afterEach(() => {
  setInterruptHook(null);
});

/** Gives these outcomes one after the other, and records the time-outs it was given. */
function scripted(...outcomes: number[]): BlockingCall & { timeoutsMs: number[] } {
  const timeoutsMs: number[] = [];
  const call = (timeoutMs: number) => {
    timeoutsMs.push(timeoutMs);
    return outcomes.shift() ?? 0;
  };
  return Object.assign(call, { timeoutsMs });
}

function passMs(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('wait()', () => {
  test('what has come is returned, and so is a failure', () => {
    expect(wait(scripted(3), 0)).toBe(3);
    expect(wait(scripted(3), 1000)).toBe(3);
    const call = scripted(-constants.errno.EBADF);
    expect(wait(call, Number.POSITIVE_INFINITY)).toBe(-constants.errno.EBADF);
    expect(call.timeoutsMs).toEqual([Number.POSITIVE_INFINITY]);
  });

  test('0 tries once', () => {
    const call = scripted();
    expect(wait(call, 0)).toBe(0);
    expect(call.timeoutsMs).toEqual([0]);
  });

  test('the first call is given the whole time-out', () => {
    const call = scripted(1);
    wait(call, 69);
    expect(call.timeoutsMs).toEqual([69]);
  });

  test('a call that returns early is made again, until the time is up', () => {
    const start = performance.now();
    const call = scripted();
    expect(wait(call, 20)).toBe(0);
    expect(performance.now() - start).toBeGreaterThanOrEqual(20);
    expect(call.timeoutsMs.length).toBeGreaterThan(1);
    const descending = [...call.timeoutsMs].sort((a, b) => b - a);
    expect(call.timeoutsMs).toEqual(descending);
    expect(call.timeoutsMs.at(-1)).toBeGreaterThan(0);
  });

  test('after an interrupt the wait goes on with the time that is left', () => {
    const call = scripted(INTERRUPTED, 1);
    setInterruptHook(() => passMs(30));
    expect(wait(call, 1000)).toBe(1);
    expect(call.timeoutsMs[0]).toBe(1000);
    expect(call.timeoutsMs[1]).toBeLessThanOrEqual(970);
  });

  test('an interrupt of an endless wait leaves it endless', () => {
    const call = scripted(INTERRUPTED, INTERRUPTED, 1);
    expect(wait(call, Number.POSITIVE_INFINITY)).toBe(1);
    expect(call.timeoutsMs).toEqual(Array(3).fill(Number.POSITIVE_INFINITY));
  });

  test('an interrupt after which no time is left ends the wait', () => {
    const call = scripted(INTERRUPTED, 1);
    setInterruptHook(() => passMs(3));
    expect(wait(call, 2)).toBe(0);
    expect(call.timeoutsMs).toEqual([2]);
  });

  test('an interrupt of a wait that does not block ends it', () => {
    expect(wait(scripted(INTERRUPTED, 1), 0)).toBe(0);
  });

  test('returnOnSignal: an interrupt ends the wait, after the hook', () => {
    let calls = 0;
    setInterruptHook(() => {
      calls++;
    });
    const call = scripted(INTERRUPTED, 1);
    expect(wait(call, Number.POSITIVE_INFINITY, true)).toBe(0);
    expect(call.timeoutsMs.length).toBe(1);
    expect(calls).toBe(1);
  });
});

describe('setInterruptHook()', () => {
  test('returns the hook set before', () => {
    const first = () => {};
    const second = () => {};
    expect(setInterruptHook(first)).toBeNull();
    expect(setInterruptHook(second)).toBe(first);
    expect(setInterruptHook(null)).toBe(second);
    expect(setInterruptHook(null)).toBeNull();
  });

  test('is called for each interrupt, and before the next call', () => {
    const order: string[] = [];
    setInterruptHook(() => {
      order.push('hook');
    });
    const outcomes = [INTERRUPTED, INTERRUPTED, 1];
    const call = () => {
      order.push('call');
      return outcomes.shift() as number;
    };
    wait(call, 1000);
    expect(order).toEqual(['call', 'hook', 'call', 'hook', 'call']);
  });

  test('what it throws ends the wait', () => {
    const error = new Error('mine');
    setInterruptHook(() => {
      throw error;
    });
    const call = scripted(INTERRUPTED, 1);
    expect(() => wait(call, 1000)).toThrow(error);
    expect(call.timeoutsMs.length).toBe(1);
  });

  test('may take itself away', () => {
    setInterruptHook(() => {
      setInterruptHook(null);
    });
    expect(wait(scripted(INTERRUPTED, INTERRUPTED, 5), 1000)).toBe(5);
    expect(setInterruptHook(null)).toBeNull();
  });

  test('takes functions and null only, and keeps the old one otherwise', () => {
    const hook = () => {};
    setInterruptHook(hook);
    for (const stranger of [undefined, 1, 'text', {}, true] as never[]) {
      expect(() => setInterruptHook(stranger)).toThrow(TypeError);
    }
    expect(setInterruptHook(null)).toBe(hook);
  });
});
