/**
 * Checked by the compiler, `npm run check:types`.
 */
import { Process, type ProcessOptions } from 'selectors-ts/multiprocessing';
import { Queue, type Target, Thread, type ThreadOptions } from 'selectors-ts/threading';
import { expect, expectTypeOf, test } from 'vitest';

function work(_count: number, _name: string): void {}
function idle(): void {}
function sometimes(_count?: number): void {}
function sum(..._numbers: number[]): void {}
async function later(_queue: Queue<string>): Promise<void> {}
const url = new URL('./work.js', import.meta.url);

test('Thread takes the parameters of its target, and anything for a module', () => {
  new Thread({ target: work, args: [1, 'x'] });
  new Thread({ target: work, args: [1, 'x'] as const });
  new Thread({ target: (a: number, b: string) => `${a}${b}`, args: [1, 'x'], name: 'named' });
  new Thread({ target: idle });
  new Thread({ target: idle, args: [] });
  new Thread({ target: sometimes });
  new Thread({ target: sometimes, args: [1] });
  new Thread({ target: sum, args: [1, 2, 3] });
  new Thread({ target: url });
  new Thread({ target: url, args: [1, 'x', null] });
  new Thread({ target: `${url}`, args: [{}] });
  new Thread({ args: [1] });
  new Thread({ target: null, args: [1] });
  new Thread({});
  new Thread();
});

test('Process takes the parameters of its target, and anything for a module', () => {
  new Process({ target: work, args: [1, 'x'] });
  new Process({ target: work, args: [1, 'x'] as const });
  new Process({ target: (a: number, b: string) => `${a}${b}`, args: [1, 'x'], name: 'named' });
  new Process({ target: idle });
  new Process({ target: idle, args: [] });
  new Process({ target: sometimes });
  new Process({ target: sometimes, args: [1] });
  new Process({ target: sum, args: [1, 2, 3] });
  new Process({ target: url });
  new Process({ target: url, args: [1, 'x', null] });
  new Process({ target: `${url}`, args: [{}] });
  new Process({ args: [1] });
  new Process({ target: null, args: [1] });
  new Process({});
  new Process();
});

test('what does not fit is a type error', () => {
  // @ts-expect-error: The target has parameters.
  new Thread({ target: work });
  // @ts-expect-error: The first argument is left out.
  new Thread({ target: work, args: [] });
  // @ts-expect-error: The second argument is left out.
  new Thread({ target: work, args: [1] });
  // @ts-expect-error: The second argument is text.
  new Thread({ target: work, args: [1, 2] });
  // @ts-expect-error: The arguments are in the wrong order.
  new Thread({ target: work, args: ['x', 1] });
  // @ts-expect-error: There is one argument too many.
  new Thread({ target: work, args: [1, 'x', true] });
  // @ts-expect-error: The target has no parameters.
  new Thread({ target: idle, args: [1] });
  // @ts-expect-error: The argument is of another type.
  new Thread({ target: sometimes, args: ['x'] });
  // @ts-expect-error: One of the rest is of another type.
  new Thread({ target: sum, args: [1, '2'] });
  // @ts-expect-error: The queue has other items.
  new Thread({ target: later, args: [new Queue<number>()], gil: null });
  // @ts-expect-error: The arguments are no array.
  expect(() => new Thread({ target: url, args: 'x' })).toThrow(TypeError);
  // @ts-expect-error: The target has parameters.
  new Process({ target: work });
  // @ts-expect-error: The second argument is left out.
  new Process({ target: work, args: [1] });
  // @ts-expect-error: The arguments are in the wrong order.
  new Process({ target: work, args: ['x', 1] });
  // @ts-expect-error: There is one argument too many.
  new Process({ target: work, args: [1, 'x', true] });
  // @ts-expect-error: The target has no parameters.
  new Process({ target: idle, args: [1] });
  // @ts-expect-error: The arguments are no array.
  expect(() => new Process({ target: url, args: 'x' })).toThrow(TypeError);
});

test('a thread is a Thread, whatever it runs', () => {
  const threads: Thread[] = [
    new Thread({ target: work, args: [1, 'x'] }),
    new Thread({ target: url }),
    new Thread({ target: later, args: [new Queue<string>()], gil: null }),
  ];
  const processes: Process[] = [new Process({ target: work, args: [1, 'x'] }), new Process()];
  expect([threads.length, processes.length]).toEqual([3, 2]);
  expectTypeOf<
    typeof import('selectors-ts/threading').currentThread
  >().returns.toEqualTypeOf<Thread>();
});

test('options can be made before', () => {
  const forThread: ThreadOptions = { target: work, args: [1, 'x'] };
  const forProcess: ProcessOptions = { target: work, args: [1, 'x'] };
  new Thread(forThread);
  new Thread({ ...forThread, name: 'named' });
  expect(new Process(forProcess).name).toMatch('Process-');
});

test('functions of any target pass arguments on', () => {
  function start<A extends unknown[]>(target: (...args: A) => void, args: A): Thread {
    return new Thread({ target, args });
  }
  function run<T extends Target>(target: T, args: ThreadOptions<T>['args'] & {}): Thread {
    return new Thread({ target, args });
  }
  expect(start(work, [1, 'x']).name).toMatch('(work)');
  expect(run(work, [1, 'x']).name).toMatch('(work)');
});
