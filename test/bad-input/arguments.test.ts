import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDescriptors } from '../support/openDescriptors.mjs';
import { type Case, invoke, isOneOf, outcomeOf, type Wrong } from './case.js';
import { callables, cases } from './cases.js';
import { thrown } from './hostile.js';
import type { Callable } from './surface.js';
import { openWorld, type World } from './world.js';

describe('a bad argument is a typed error and changes nothing', () => {
  let world: World;
  beforeAll(() => {
    world = openWorld();
  });
  afterAll(() => world.close());

  test.each([...callables])('%s', async (name, called) => {
    const theCase = cases.get(name) as Case;
    const receiver = theCase.receiver?.(world);
    const before = world.snapshot();
    const descriptors = openDescriptors();
    for (const [index, wrongs] of (theCase.wrong ?? []).entries()) {
      for (const wrong of wrongs) {
        if (theCase.receiver !== undefined && !receiver) break;
        for (const value of wrong.values(world)) {
          await check(name, called, receiver, index, wrong, value);
        }
      }
    }
    expect(world.snapshot()).toEqual(before);
    expect(openDescriptors()).toBe(descriptors);
  });

  async function check(
    name: string,
    called: Callable,
    receiver: unknown,
    index: number,
    wrong: Wrong,
    value: unknown,
  ): Promise<void> {
    const before = world.snapshot();
    const descriptors = openDescriptors();
    const args = cases.get(name)?.args?.(world) ?? [];
    args[index] = value;
    const error = await outcomeOf(() => invoke(name, called, receiver, args));
    const expected =
      wrong.errors === 'passed' ? thrown.includes(error) : isOneOf(error, wrong.errors);
    if (!expected) expect.fail(`argument ${index}: ${show(value)}: ${show(error)}`);
    expect(world.snapshot()).toEqual(before);
    expect(openDescriptors()).toBe(descriptors);
  }
});

/** Runs no code of the value's own. */
function show(value: unknown): string {
  return inspect(value, { showProxy: true, customInspect: false, depth: 1 });
}
