import * as selectors from 'selectors-ts';
import * as select from 'selectors-ts/select';
import { describe, expect, test } from 'vitest';
import { callables, cases } from './cases.js';

describe('every export', () => {
  test('that can be called has a case of bad input', () => {
    const missing = [...callables.keys()].filter((name) => !cases.has(name));
    expect(missing).toEqual([]);
  });

  test('that has a case is there', () => {
    // The views of a selector that does not work here cannot be reached.
    const gone = [...cases.keys()].filter(
      (name) => !callables.has(name) && !name.includes('getMap()'),
    );
    expect(gone).toEqual([]);
  });

  test('that cannot be called is a number, or undefined where the system has none', () => {
    for (const [name, value] of Object.entries({ ...selectors, ...select })) {
      if (!callables.has(name)) expect(['number', 'undefined'], name).toContain(typeof value);
    }
  });
});
