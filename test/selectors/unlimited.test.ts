import { openSync } from 'node:fs';
import { EVENT_READ, EVENT_WRITE, OSError, SelectSelector, ValueError } from 'selectors-ts';
import { expect, onTestFinished, test } from 'vitest';
import { hasDenseNumbers } from '../support/capabilities.js';
import { Descriptor, fillUpTo, makeSocketpair } from '../support/descriptors.js';

function openSelector(unlimited: boolean): SelectSelector {
  const s = new SelectSelector({ unlimited });
  onTestFinished(() => s.close());
  return s;
}

test('a closed number above the kernel table of open files is EBADF, not ready', () => {
  // First of all here: the kernel's table never shrinks.
  for (const unlimited of [false, true]) {
    const s = openSelector(unlimited);
    s.register(1023, EVENT_READ);
    expect(() => s.select(0)).toThrow(expect.objectContaining({ code: 'EBADF' }));
    expect(() => s.select(null)).toThrow('fd 1023');
  }
});

test('unlimited: so is any other number, however large', () => {
  for (const fd of [1024, 19_990, 1_000_000, 2 ** 31 - 1]) {
    const s = openSelector(true);
    s.register(fd, EVENT_WRITE);
    expect(() => s.select(0)).toThrow(OSError);
    expect(() => s.select(0)).toThrow(`fd ${fd}`);
    s.unregister(fd);
    expect(s.select(0)).toEqual([]);
  }
});

test.runIf(hasDenseNumbers)('unlimited: a number that is opened after it was registered', () => {
  const s = openSelector(true);
  fillUpTo(3000);
  const fd = new Descriptor(openSync('/dev/null', 'r')).fileno() + 1;
  const key = s.register(fd, EVENT_READ);
  expect(() => s.select(0)).toThrow(OSError);
  expect(new Descriptor(openSync('/dev/null', 'r')).fileno()).toBe(fd);
  expect(s.select(0)).toEqual([[key, EVENT_READ]]);
});

test.runIf(hasDenseNumbers)(
  'limited: any number is registered, and out of range in select()',
  () => {
    const s = openSelector(false);
    const [left] = makeSocketpair();
    s.register(left, EVENT_WRITE);
    for (const fd of [1024, 2 ** 31 - 1]) {
      s.register(fd, EVENT_READ);
      expect(() => s.select(0)).toThrow(ValueError);
      s.unregister(fd);
    }
    expect(s.select(0).length).toBe(1);
  },
);

test('unlimited must be a boolean', () => {
  for (const unlimited of [1, 'yes', null, {}] as never[]) {
    expect(() => new SelectSelector({ unlimited })).toThrow(TypeError);
  }
});
