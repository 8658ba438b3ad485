/**
 * No argument, however wrong, gets past `selectors-ts/threading`.
 */
import { inspect } from 'node:util';
import * as threading from 'selectors-ts/threading';
import { activeCount, Gil, Thread } from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { openDescriptors } from '../support/openDescriptors.mjs';
import { type Case, caught, invoke, isOneOf, outcomeOf, typedErrors } from './case.js';
import { primitives, revokedProxy, thrown } from './hostile.js';
import { isClass, surface } from './surface.js';
import { threadingCases } from './threadingCases.js';
import type { World } from './world.js';

const none: World = {} as World;
const isError = (value: unknown) => isClass(value) && value.prototype instanceof Error;
const callables = surface(
  Object.fromEntries(Object.entries(threading).filter(([, value]) => !isError(value))),
);

describe('every export', () => {
  test('that can be called has a case of bad input, and the other way round', () => {
    expect([...callables.keys()].sort()).toEqual([...threadingCases.keys()].sort());
  });

  test('that cannot be called is a number', () => {
    const values = Object.values(threading).filter((value) => typeof value !== 'function');
    expect(values.every((value) => typeof value === 'number')).toBe(true);
  });
});

describe('a bad argument is a typed error and changes nothing:', () => {
  test.each([...callables])('%s', async (name, called) => {
    const { receiver, args, wrong = [] } = threadingCases.get(name) as Case;
    const descriptors = openDescriptors();
    const threads = activeCount();
    for (const [index, wrongs] of wrong.entries()) {
      for (const { values, errors } of wrongs) {
        for (const value of values(none)) {
          const given = args?.(none) ?? [];
          given[index] = value;
          const error = await outcomeOf(() => invoke(name, called, receiver?.(none), given));
          const expected = errors === 'passed' ? thrown.includes(error) : isOneOf(error, errors);
          if (!expected) expect.fail(`argument ${index}: ${show(value)}: ${show(error)}`);
        }
      }
    }
    expect(openDescriptors()).toBe(descriptors);
    expect(activeCount()).toBe(threads);
  });
});

describe('what is set', () => {
  const settable: Array<[string, () => object, readonly unknown[]]> = [
    ['switchInterval', () => new Gil(), [undefined, null, 0, -1, Number.NaN, 1e300, {}]],
    ['daemon', () => new Thread(), [undefined, null, 0, 1, {}, revokedProxy()]],
    ['name', () => new Thread(), [Object.create(null), revokedProxy()]],
    ['maxsize', () => new threading.Queue(), [undefined, null, 0.5, Number.NaN, {}]],
  ];

  test.each(settable)('as %s is checked', (name, make, values) => {
    const object = make();
    const before = Reflect.get(object, name);
    for (const value of [...values, ...(name === 'name' ? [] : primitives)]) {
      if (name === 'daemon' && typeof value === 'boolean') continue;
      const error = caught(() => Reflect.set(object, name, value));
      expect(isOneOf(error, typedErrors), show(value)).toBe(true);
      expect(Reflect.get(object, name)).toBe(before);
    }
  });
});

/** Runs no code of the value's own. */
function show(value: unknown): string {
  return inspect(value, { showProxy: true, customInspect: false, depth: 1 });
}
