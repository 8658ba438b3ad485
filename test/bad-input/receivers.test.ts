/**
 * Methods called on objects that are not of their class: `Queue.prototype.put.call(lock, 1)`.
 */
import { ValueError } from 'selectors-ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDescriptors } from '../support/openDescriptors.mjs';
import { caught, NOTHING, outcomeOf } from './case.js';
import { close, closePair, membersOf, type Sample, samples, unlisted } from './samples.js';

test('every exported class has a sample', () => {
  expect(unlisted).toEqual([]);
});

/** One object of each class. */
let objects: Map<string, object>;
beforeAll(() => {
  objects = new Map([...samples].map(([name, { make }]) => [name, make()]));
});
afterAll(() => {
  for (const object of objects.values()) close(object);
  closePair();
});

/** Whatever it is called on, it is to print something. */
const PRINTS = '[nodejs.util.inspect.custom]';

describe.each([...samples])('%s', (className, sample) => {
  const prototype = sample.prototype ?? prototypeOf(sample);
  const members = membersOf(prototype).filter(({ name }) => name !== PRINTS);

  test.each(members)(
    '$name, called on what is not of the class',
    async ({ name, called, owner }) => {
      const real = objects.get(className) as object;
      const others = [...objects.values()].filter(
        (other) => !Object.prototype.isPrototypeOf.call(owner, other),
      );
      const before = statesOf(objects);
      const descriptors = openDescriptors();
      for (const impostor of [...fakesOf(prototype, real, name), ...others]) {
        const outcome = await outcomeOf(() => called.apply(impostor, argsOf(sample, name)));
        expect(outcome).toBeInstanceOf(TypeError);
      }
      expect(statesOf(objects)).toEqual(before);
      expect(openDescriptors()).toBe(descriptors);
    },
  );

  test.each(members)(
    '$name, called on one of the class, is no TypeError',
    async ({ name, called }) => {
      const object = sample.make();
      const outcome = await outcomeOf(() => called.apply(object, argsOf(sample, name)));
      expect(outcome).not.toBeInstanceOf(TypeError);
      close(object);
    },
  );

  test('called as a function', () => {
    expect(caught(() => prototype.constructor.call({}))).toBeInstanceOf(TypeError);
  });
});

describe('a handle of an object of another class is a ValueError', () => {
  type Shared = { readonly handle: number };
  const classes = [...samples]
    .map(([name, { make }]) => [name, make().constructor as never] as const)
    .filter(([name, Class]) => 'from' in Class && name !== 'Waker');

  test.each(classes)('%s.from()', (_name, { from }: { from(handle: number): Shared }) => {
    for (const [name] of classes) {
      const { handle } = objects.get(name) as Shared;
      const found = caught(() => from.call(objects.get(name), handle));
      if (name !== _name) expect(found, name).toBeInstanceOf(ValueError);
      else expect(found).toBe(NOTHING);
    }
  });
});

function prototypeOf({ make }: Sample): object {
  const object = make();
  close(object);
  return Object.getPrototypeOf(object);
}

function argsOf({ args = {} }: Sample, name: string): unknown[] {
  const key = name.replace(/^set /, '');
  return Object.hasOwn(args, key) ? [...(args[key] as unknown[])] : [];
}

/** What the objects say of themselves. */
function statesOf(those: Map<string, object>): string[] {
  return [...those.values()].map(String);
}

/** What was never made by the class, though some of it looks as if. */
function fakesOf(prototype: object, real: object, name: string): unknown[] {
  const SameName = class {
    readonly keys = new Map();
    readonly fd = 0;
  };
  Object.defineProperty(SameName, 'name', { value: prototype.constructor.name });
  return [
    undefined,
    null,
    0,
    1,
    'a string',
    Symbol('1'),
    {},
    [],
    () => {},
    // A prototype, too, can be turned into a string.
    ...(name === 'toString' ? [] : [prototype]),
    prototype.constructor,
    Object.create(prototype),
    Object.create(real),
    new Proxy(real, {}),
    new SameName(),
    globalThis,
  ];
}
