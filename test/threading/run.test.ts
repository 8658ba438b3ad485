/**
 * Python's other way to say what a thread does: a subclass with a run().
 */
import { Process } from 'selectors-ts/multiprocessing';
import { Thread } from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';

function answer(): void {}

describe.each([
  ['Thread', Thread],
  // What is used of it here is the same.
  ['Process', Process as unknown as typeof Thread],
] as const)('a subclass of %s with a run()', (_, Base) => {
  class Method extends Base {
    run(): void {}
  }
  class Field extends Base {
    run = () => {};
  }
  class Inherits extends Method {}

  test.each([
    ['a method', Method],
    ['a field', Field],
    ['inherited', Inherits],
  ])('that has no target cannot be started: %s', (_, Class) => {
    const one = new Class();
    const attempt = () => one.start();
    expect(attempt).toThrow(TypeError);
    expect(attempt).toThrow(`Pass a target, new ${Class.name}({ target: new URL(`);
    expect(one.isAlive()).toBe(false);
    expect(() => one.join()).toThrow(/start/);
  });

  test.each([
    ['a method', Method],
    ['a field', Field],
  ])('that has a target runs it: %s', async (_, Class) => {
    const one = new Class({ target: answer });
    one.start();
    await one.joinAsync();
    expect(one.isAlive()).toBe(false);
  });

  test('an assigned run() is one, too', () => {
    expect(() => Object.assign(new Base(), { run() {} }).start()).toThrow(TypeError);
    expect(() => Object.assign(new Base({ target: null }), { run() {} }).start()).toThrow(
      TypeError,
    );
  });

  test('a subclass without one ends at once, as in Python', async () => {
    class Nothing extends Base {}
    const one = new Nothing();
    one.start();
    await one.joinAsync();
    expect(one.isAlive()).toBe(false);
  });
});

test('what a subclass overrides is not asked when it starts', async () => {
  class Named extends Thread {
    override get name(): string {
      throw new Error('no name');
    }
    override get daemon(): boolean {
      throw new Error('no daemon');
    }
  }
  const thread = new Named({ target: answer });
  thread.start();
  await thread.joinAsync();
  expect(thread.isAlive()).toBe(false);
});
