/**
 * What becomes of exceptions that targets throw: ExceptHookTests of CPython's test_threading.py. What
 * is printed is in output.test.ts.
 */

import { types } from 'node:util';
import {
  ConnectionRefusedError,
  currentThread,
  type ExceptHookArgs,
  excepthook,
  OSError,
  setExcepthook,
  Thread,
} from 'selectors-ts/threading';
import { afterEach, describe, expect, test } from 'vitest';
import { refusingPort } from '../support/sockets.js';
import { Flag, start } from './threads.js';

let told: ExceptHookArgs[] = [];

afterEach(() => {
  setExcepthook(null);
  told = [];
});

function listen(): void {
  setExcepthook((args) => {
    told.push(args);
  });
}

function failing(target: () => void): unknown {
  listen();
  const thread = new Thread({ target });
  thread.start();
  thread.join();
  expect(told).toHaveLength(1);
  expect(told[0]?.thread).toBe(thread);
  return told[0]?.excValue;
}

test('test_custom_excepthook', () => {
  listen();
  const thread = start('fail');
  thread.join();
  expect(told).toHaveLength(1);
  const { excType, excValue, excTraceback, thread: failed } = told[0] as ExceptHookArgs;
  expect(excType).toBe(RangeError);
  expect(excValue).toBeInstanceOf(RangeError);
  expect(excValue).toHaveProperty('message', 'run failed');
  expect(excTraceback).toContain('targets.mjs');
  expect(failed).toBe(thread);
  thread.join();
  expect(told).toHaveLength(1);
});

test('it is told in joinAsync(), or by the event loop alone', async () => {
  listen();
  await start('fail').joinAsync();
  expect(told).toHaveLength(1);
  const heard = new Promise<void>((resolve) => setExcepthook(() => resolve()));
  // Its worker is no reason to live, so something has to be.
  const living = setInterval(() => {}, 2 ** 30);
  start('fail');
  await heard;
  clearInterval(living);
});

describe('a hook that is called in join()', () => {
  const overflow = (): number => overflow() + 1;
  const hooks: Record<string, (thread: Thread) => void> = {
    throws() {
      throw new Error('from the hook');
    },
    'overflows the stack': overflow,
    'joins again': (thread) => thread.join(),
    'sets another one': () => setExcepthook(null),
    'starts a thread and joins it': () => start('raiseFlag', [new Flag().memory]).join(),
  };

  test.each(Object.entries(hooks))(
    'and %s: the thread is over, and told of once',
    (_what, hook) => {
      setExcepthook((args) => {
        told.push(args);
        hook(args.thread);
      });
      const thread = start('fail');
      thread.join();
      expect(thread.isAlive()).toBe(false);
      expect(told.map((args) => args.thread)).toEqual([thread]);
      thread.join();
      expect(told).toHaveLength(1);
      listen();
      start('fail').join();
      expect(told).toHaveLength(2);
    },
  );
});

test('a hook that the thread sets goes before', () => {
  listen();
  const seen = new Flag();
  start('failWithHook', [seen.memory]).join();
  expect(seen.isSet).toBe(true);
  expect(told).toEqual([]);
});

test('an error in the event loop of the thread is one too', () => {
  listen();
  start('failLater').join();
  expect(told.map(({ excValue }) => `${excValue}`)).toEqual(['RangeError: run failed']);
});

test('test_system_exit', () => {
  listen();
  const thread = start('exit');
  thread.join();
  expect(thread.isAlive()).toBe(false);
  expect(told).toEqual([]);
});

describe('exceptions on their way', () => {
  test("this package's keep class, code and errno", () => {
    listen();
    start('failToConnect', [refusingPort()]).join();
    const { excType, excValue } = told[0] as ExceptHookArgs;
    expect(excType).toBe(ConnectionRefusedError);
    expect(excValue).toBeInstanceOf(ConnectionRefusedError);
    expect(excValue).toBeInstanceOf(OSError);
    expect(excValue).toMatchObject({ code: 'ECONNREFUSED', name: 'ConnectionRefusedError' });
    expect((excValue as OSError).errno).toBeLessThan(0);
  });

  test.each<[string, () => void, unknown]>([
    [
      'null',
      () => {
        throw null;
      },
      null,
    ],
    [
      'undefined',
      () => {
        throw undefined;
      },
      undefined,
    ],
    [
      'text',
      () => {
        throw 'text';
      },
      'text',
    ],
    [
      'a symbol',
      () => {
        throw Symbol('s');
      },
      'Symbol(s)',
    ],
    [
      'a function',
      () => {
        throw () => 1;
      },
      '[Function (anonymous)]',
    ],
    [
      'an object',
      () => {
        throw { a: 1 };
      },
      { a: 1 },
    ],
    [
      'an object with a function',
      () => {
        throw { a: () => 1, b: 2 };
      },
      { b: 2 },
    ],
  ])('%s', (_, target, expected) => {
    expect(failing(target)).toEqual(expected);
  });

  describe('arrive whole', () => {
    function failingAs<T extends Error>(
      target: () => void,
      errorClass: new (...args: never[]) => T,
    ): T {
      const error = failing(target) as T;
      expect(told[0]?.excType).toBe(errorClass);
      expect(error).toBeInstanceOf(errorClass);
      expect(types.isNativeError(error) || told[0]?.excType === DOMException).toBe(true);
      expect(error.stack).toContain('target');
      return error;
    }

    test('an AggregateError, with its errors', () => {
      const error = failingAs(() => {
        const refused = Object.assign(new RangeError('first'), { code: 'EFIRST' });
        throw new AggregateError([refused, 'text', new TypeError('last')], 'all failed');
      }, AggregateError);
      expect(error.message).toBe('all failed');
      const [first, text, last] = error.errors;
      expect(first).toBeInstanceOf(RangeError);
      expect(first).toMatchObject({ message: 'first', code: 'EFIRST' });
      expect(text).toBe('text');
      expect(last).toBeInstanceOf(TypeError);
      expect(Object.keys(error)).toEqual([]);
    });

    test('a DOMException, with its name and code', () => {
      const error = failingAs(() => {
        throw new DOMException('stopped', 'AbortError');
      }, DOMException);
      expect(error).toMatchObject({ message: 'stopped', name: 'AbortError', code: 20 });
    });

    test('causes of causes, with what cannot be cloned left out of one', () => {
      const error = failingAs(() => {
        const first = Object.assign(new SyntaxError('first'), { line: 3, parse: () => {} });
        throw new TypeError('last', { cause: new Error('second', { cause: first }) });
      }, TypeError);
      const second = error.cause as Error;
      const first = second.cause as Error;
      expect([second.constructor, second.message]).toEqual([Error, 'second']);
      expect([first.constructor, first.message]).toEqual([SyntaxError, 'first']);
      expect({ ...first }).toEqual({ line: 3 });
    });

    test('a class of the target, as the nearest that both threads have, with its name', () => {
      const error = failingAs(() => {
        class ParseError extends SyntaxError {
          override readonly name = 'ParseError';
          constructor(readonly position: { line: number }) {
            super('no bracket');
          }
        }
        throw new ParseError({ line: 3 });
      }, SyntaxError);
      expect(error).toMatchObject({
        name: 'ParseError',
        message: 'no bracket',
        position: { line: 3 },
      });
    });

    test('an error that is its own cause', () => {
      const error = failingAs(() => {
        const circle = new Error('c');
        circle.cause = circle;
        throw circle;
      }, Error);
      expect(error.cause).toBe(error);
    });

    test('a hundred thousand causes', () => {
      let error: unknown = failingAs(() => {
        let deepest = new Error('0');
        for (let depth = 1; depth < 100_000; depth++)
          deepest = new Error(`${depth}`, { cause: deepest });
        throw deepest;
      }, Error);
      let depth = 0;
      for (; error instanceof Error; error = error.cause) depth++;
      expect(depth).toBe(100_000);
    });
  });

  test.each<[string, () => void, string]>([
    [
      'a class of its own',
      () => {
        class Own extends Error {}
        throw new Own('own');
      },
      'Error: own',
    ],
    [
      'a circle',
      () => {
        const e: Error & { self?: unknown } = new Error('c');
        e.self = e;
        throw e;
      },
      'Error: c',
    ],
    [
      'a field that cannot be cloned',
      () => {
        throw Object.assign(new Error('f'), { f: () => {} });
      },
      'Error: f',
    ],
    [
      'a cause that cannot be cloned',
      () => {
        throw new Error('c', { cause: () => {} });
      },
      'Error: c',
    ],
    [
      'a getter that throws',
      () => {
        throw Object.defineProperty(new Error('g'), 'x', {
          enumerable: true,
          get() {
            throw new Error('get');
          },
        });
      },
      'Error',
    ],
    [
      'a name that throws',
      () => {
        throw Object.defineProperty(new Error('n'), 'name', {
          get() {
            throw new Error('name');
          },
        });
      },
      'Error',
    ],
    [
      'a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        throw proxy;
      },
      'TypeError',
    ],
  ])('with %s', (_, target, expected) => {
    expect(`${failing(target)}`).toContain(expected);
  });
});

describe('targets that cannot be run', () => {
  const failureOf = (target: URL) => {
    listen();
    const thread = new Thread({ target });
    thread.start();
    thread.join();
    expect(thread.isAlive()).toBe(false);
    return told.map(({ excValue }) => excValue as Error);
  };

  test('no such module', () => {
    const [error] = failureOf(new URL('./fixtures/missing.mjs', import.meta.url));
    expect(error).toHaveProperty('code', 'ERR_MODULE_NOT_FOUND');
  });

  test('no such export', () => {
    const [error] = failureOf(new URL('./fixtures/targets.mjs#missing', import.meta.url));
    expect(error).toBeInstanceOf(TypeError);
    expect(error?.message).toContain('has no export missing');
  });

  test('a module that throws', () => {
    const [error] = failureOf(new URL('data:text/javascript,throw new RangeError("loading")'));
    expect(`${error}`).toBe('RangeError: loading');
  });

  test('a function that uses what it has left behind', () => {
    const outside = currentThread;
    const error = failing(() => outside());
    expect(error).toBeInstanceOf(ReferenceError);
    expect((error as Error).message).toContain("give a module's URL");
  });

  test('a function that returns a promise inside a Gil', () => {
    const error = failing(() => Promise.resolve());
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain('synchronous');
  });
});

test('a hook is a function or null, and the one before is returned', () => {
  const hook = () => {};
  expect(setExcepthook(hook)).toBeNull();
  expect(setExcepthook(excepthook)).toBe(hook);
  expect(setExcepthook(null)).toBe(excepthook);
  for (const wrong of [undefined, 1, 'hook', {}]) {
    expect(() => setExcepthook(wrong as never)).toThrow(TypeError);
  }
});

test('test_bare_raise_in_brand_new_thread', () => {
  // There is no bare throw; what comes nearest is to throw nothing.
  expect(
    failing(() => {
      throw undefined;
    }),
  ).toBeUndefined();
});
