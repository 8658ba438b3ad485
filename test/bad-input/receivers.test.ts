import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Case, caught, outcomeOf } from './case.js';
import { callables, cases } from './cases.js';
import { type Callable, isClass, surface } from './surface.js';
import { openDescriptors, openWorld, type World } from './world.js';

describe('a `this` from elsewhere is a TypeError and changes nothing', () => {
  let world: World;
  beforeAll(() => {
    world = openWorld();
  });
  afterAll(() => world.close());

  const methods = [...callables].filter(([name]) => {
    const { receiver, duck } = cases.get(name) as Case;
    return receiver !== undefined && !duck;
  });

  test.each(methods)('%s', async (name, method) => {
    const { receiver, args } = cases.get(name) as Case;
    const before = world.snapshot();
    const descriptors = openDescriptors();
    const others = objectsOf(world).filter((other) => !hasMethod(other, method));
    for (const impostor of [...fakes(world, receiver?.(world) ?? {}), ...others]) {
      const given = args?.(world) ?? [];
      expect(await outcomeOf(() => method.apply(impostor, given))).toBeInstanceOf(TypeError);
      expect(world.snapshot()).toEqual(before);
      expect(openDescriptors()).toBe(descriptors);
    }
  });

  const classes = [...callables].filter(([, called]) => isClass(called));

  test.each(classes)('%s, called as a function', (_name, Class) => {
    expect(caught(() => Class.call({}))).toBeInstanceOf(TypeError);
  });
});

/** What was never made by the class, though some of it looks as if. */
function fakes(world: World, real: object): unknown[] {
  const prototype = Object.getPrototypeOf(real);
  const SameName = class {
    readonly keys = new Map();
    readonly kernelObject = world.poll;
    readonly fd = world.watched.fileno();
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
    prototype,
    prototype.constructor,
    Object.create(prototype),
    Object.create(real),
    new Proxy(real, {}),
    new SameName(),
    globalThis,
    world.watched,
  ];
}

/** One of each class. */
function objectsOf({ poll, epoll, kqueue, selectors }: World): object[] {
  const maps = [...selectors.values()].map((selector) => selector.getMap());
  return [poll, epoll, kqueue, ...selectors.values(), ...maps].filter((object) => object !== null);
}

/** The selectors share most of their methods, which work on each of them. */
function hasMethod(object: object, method: Callable): boolean {
  return [...surface({ Class: object.constructor }).values()].includes(method);
}
