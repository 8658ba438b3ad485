/**
 * Values of another realm, as of a test runner's or of node:vm: their classes are others.
 */
import { createContext, runInContext } from 'node:vm';
import { type ExceptHookArgs, Gil, Queue, setExcepthook, Thread } from 'selectors-ts/threading';
import { expect, onTestFinished, test } from 'vitest';

function foreign<T>(source: string, values: object = {}): T {
  return runInContext(source, createContext(values)) as T;
}

test('a target may be a URL of another class, such as jsdom’s', () => {
  const { href } = new URL('./fixtures/targets.mjs#doNothing', import.meta.url);
  const url = foreign<URL>(
    'class URL { href = text; get [Symbol.toStringTag]() { return "URL"; } } new URL()',
    { text: href },
  );
  expect(url).not.toBeInstanceOf(URL);
  expect(new Thread({ target: url }).name).toMatch(/^Thread-\d+ \(doNothing\)$/);
  expect(() => new Thread({ target: { href } as never })).toThrow(TypeError);
});

test('a Gil takes no promise of another realm', () => {
  const gil = new Gil();
  expect(() => gil.run(() => foreign('Promise.reject(new Error())'))).toThrow(TypeError);
  expect(gil.locked).toBe(false);
});

test('shared memory of another realm goes through no Queue', () => {
  const queue = new Queue();
  expect(() => queue.put(foreign('new Uint8Array(new SharedArrayBuffer(1))'))).toThrow(TypeError);
  expect(queue.empty()).toBe(true);
});

test('an exception of another realm is one in a thread', () => {
  const told: ExceptHookArgs[] = [];
  setExcepthook((args) => {
    told.push(args);
  });
  onTestFinished(() => {
    setExcepthook(null);
  });
  const thread = new Thread({
    target: () => {
      const { runInNewContext } = process.getBuiltinModule('node:vm');
      throw runInNewContext('Object.assign(new Error("from afar"), { code: "EAFAR" })');
    },
  });
  thread.start();
  thread.join();
  expect(told[0]?.excValue).toBeInstanceOf(Error);
  expect(told[0]?.excValue).toMatchObject({ message: 'from afar', code: 'EAFAR' });
});
