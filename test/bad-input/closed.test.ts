import { KeyError, RuntimeError, ValueError } from 'selectors-ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDescriptors } from '../support/openDescriptors.mjs';
import {
  type Case,
  type ErrorClass,
  invoke,
  isOneOf,
  NOTHING,
  outcomeOf,
  typedErrors,
} from './case.js';
import { callables, cases } from './cases.js';
import { thrown } from './hostile.js';
import { openWorld, type World } from './world.js';

/** What each method says once its object is closed, by its last name; null for nothing. */
const answers: Record<string, ErrorClass | null> = {
  register: ValueError,
  unregister: KeyError,
  modify: KeyError,
  select: ValueError,
  getKey: RuntimeError,
  getMap: null,
  selectAsync: ValueError,
  '[asyncIterator]': null,
  ref: null,
  unref: null,
  wakeup: null,
  waker: ValueError,
  close: null,
  '[dispose]': null,
  closed: null,
  fileno: ValueError,
  poll: ValueError,
  pollInto: ValueError,
  control: ValueError,
};

describe('a closed object', () => {
  let world: World;
  let objects: Map<string, object>;
  beforeAll(() => {
    world = openWorld();
    const receivers = [...cases].map(([name, { receiver }]) => [name, receiver?.(world)] as const);
    objects = new Map(
      receivers.filter((entry): entry is [string, object] => 'close' in Object(entry[1])),
    );
    for (const object of objects.values()) (object as { close(): void }).close();
  });
  afterAll(() => world.close());

  const methods = [...callables].filter(([name]) =>
    /^(.*Selector|Epoll|Kqueue)\.prototype/.test(name),
  );

  test.each(methods)('%s', async (name, method) => {
    const { args, wrong = [] } = cases.get(name) as Case;
    const object = objects.get(name);
    if (object === undefined) return;
    const descriptors = openDescriptors();

    const answer = await outcomeOf(() => invoke(name, method, object, args?.(world) ?? []));
    const expected = answers[name.split('.').at(-1) as string];
    // A kernel object has no keys to miss.
    if (expected === null) expect(answer).toBe(NOTHING);
    else if (/^(Epoll|Kqueue)\./.test(name)) expect(answer).toBeInstanceOf(ValueError);
    else expect(answer).toBeInstanceOf(expected);

    for (const [index, wrongs] of wrong.entries()) {
      for (const value of wrongs.flatMap(({ values }) => values(world))) {
        const given = args?.(world) ?? [];
        given[index] = value;
        const error = await outcomeOf(() => invoke(name, method, object, given));
        expect(isOneOf(error, typedErrors) || thrown.includes(error)).toBe(true);
      }
    }
    expect(openDescriptors()).toBe(descriptors);
  });
});
