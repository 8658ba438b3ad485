/**
 * Lib/test/test_threading.py of CPython, as far as one process is enough, and what it has no test of.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  BoundedSemaphore,
  currentThread,
  Gil,
  Lock,
  mainThread,
  RuntimeError,
  Thread,
  ValueError,
} from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { runNode } from '../support/node.js';
import { openDescriptors } from '../support/openDescriptors.mjs';
import { temporaryPath } from '../support/sockets.js';
import { answerOf, Flag, hold, start } from './threads.js';

describe('start() and join()', () => {
  test('test_start_thread_again', () => {
    const thread = start('default');
    expect(() => thread.start()).toThrow(RuntimeError);
    expect(() => thread.start()).toThrow('threads can only be started once');
    thread.join();
    expect(() => thread.start()).toThrow(RuntimeError);
    expect(() => mainThread().start()).toThrow(RuntimeError);
  });

  test('an argument that starts the thread cannot start it twice', () => {
    const runs = new Int32Array(new SharedArrayBuffer(4));
    let refused: unknown;
    const args = [
      {
        get again() {
          try {
            thread.start();
          } catch (error) {
            refused = error;
          }
          return true;
        },
      },
    ];
    const thread: Thread = new Thread({
      target: (_, counter) => Atomics.add(counter, 0, 1),
      args: [args, runs],
      gil: null,
    });
    thread.start();
    thread.join();
    expect(refused).toBeInstanceOf(RuntimeError);
    expect(runs[0]).toBe(1);
  });

  test('test_joining_current_thread', async () => {
    expect(() => currentThread().join()).toThrow('cannot join current thread');
    await expect(currentThread().joinAsync()).rejects.toThrow(RuntimeError);
    expect(answerOf('joinSelf')).toBe('RuntimeError: cannot join current thread');
  });

  test('test_joining_inactive_thread', async () => {
    const thread = new Thread();
    expect(() => thread.join()).toThrow('cannot join thread before it is started');
    await expect(thread.joinAsync()).rejects.toThrow(RuntimeError);
  });

  test('test_join_with_timeout', async () => {
    const letGo = new Flag();
    const thread = start('waitForFlag', [letGo.memory]);
    for (const timeout of [0.01, 0, -1]) {
      expect(thread.join(timeout)).toBeUndefined();
      await expect(thread.joinAsync(timeout)).resolves.toBeUndefined();
      expect(thread.isAlive()).toBe(true);
    }
    letGo.set();
    thread.join(1e6);
    expect(thread.isAlive()).toBe(false);
    thread.join();
    await thread.joinAsync();
  });

  test('test_join_from_multiple_threads', async () => {
    const letGo = new Flag();
    const joined = new Flag();
    const thread = start('waitForFlag', [letGo.memory]);
    const joiners = Array.from({ length: 8 }, () => start('joinAll', [[thread], joined.memory]));
    const joins = [thread.joinAsync(), thread.joinAsync(null)];
    letGo.set();
    thread.join();
    for (const joiner of joiners) joiner.join();
    await Promise.all(joins);
    expect(joined.memory[0]).toBe(8);
  });

  test('a joinAsync() whose time is up leaves no descriptor behind', async () => {
    const letGo = new Flag();
    const thread = start('waitForFlag', [letGo.memory]);
    await thread.joinAsync(0.001);
    const before = openDescriptors();
    for (let i = 0; i < 20; i++) await thread.joinAsync(0.001);
    expect(openDescriptors()).toBeLessThan(before + 20);
  });

  test('joinAsync(0), again and again, leaves Node its turns', async () => {
    const letGo = new Flag();
    const thread = start('waitForFlag', [letGo.memory]);
    setTimeout(() => setImmediate(() => letGo.set()), 1);
    while (thread.isAlive()) await thread.joinAsync(0);
  });

  test('test_leak_without_join', () => {
    const done = new Flag();
    start('raiseFlag', [done.memory]);
    done.wait();
    expect(done.isSet).toBe(true);
  });

  test('twenty at once, and twenty one after the other', () => {
    const counter = new Int32Array(new SharedArrayBuffer(4));
    const threads = Array.from({ length: 20 }, () => start('increment', [counter, 100]));
    for (const thread of threads) thread.join();
    for (let i = 0; i < 20; i++) start('increment', [counter, 1]).join();
    expect(counter[0]).toBe(2020);
  });

  test('test_can_interrupt_tight_loops', () => {
    const stop = new Flag();
    const running = new Flag();
    const thread = start('loopUntil', [running.memory, stop.memory]);
    running.wait();
    stop.set();
    thread.join();
    expect(thread.isAlive()).toBe(false);
  });

  test('test_multithread_modify_file_noerror', () => {
    const path = temporaryPath('file');
    const threads = Array.from({ length: 20 }, () => start('writeFile', [path]));
    for (const thread of threads) thread.join();
    expect(readFileSync(path, 'utf8')).toBe(' ');
  });

  test('main blocked in a join() of one whose children start others', () => {
    const done = new Flag();
    start('startAnother', [done.memory, 2, false]).join();
    done.wait();
    expect(done.isSet).toBe(true);
  });
});

describe('targets', () => {
  test('test_boolean_target', () => {
    // What is no function is refused; null, and none at all, is a thread that does nothing.
    for (const options of [{}, { target: null }]) {
      const thread = new Thread(options);
      thread.start();
      thread.join();
      expect(thread.isAlive()).toBe(false);
    }
    expect(() => new Thread({ target: false as never })).toThrow(TypeError);
  });

  test('functions and exports alike run in the Gil that they are given', () => {
    const gil = new Gil();
    expect(answerOf('holds', [gil], { gil })).toEqual({ given: true, shared: false });
    expect(answerOf('holds', [gil], { gil: Gil.shared })).toEqual({ given: false, shared: true });
    expect(answerOf('holds', [gil], { gil: null })).toEqual({ given: false, shared: false });
  });

  test('a target waits for its Gil', () => {
    const gil = new Gil();
    const letGo = hold(gil);
    const done = new Flag();
    const thread = start('raiseFlag', [done.memory], { gil });
    expect(thread.nativeId).toBeGreaterThan(0);
    expect(done.isSet).toBe(false);
    letGo.set();
    thread.join();
    expect(done.isSet).toBe(true);
  });

  test.each([
    ['no URL', './targets.mjs', ValueError],
    ['a class', class {}, TypeError],
    ['a bound function', (() => {}).bind(null), TypeError],
    ['an async function inside a Gil', async () => {}, TypeError],
    ['a number', 1, TypeError],
  ])('%s is refused at once', (_, wrong, ErrorClass) => {
    expect(() => new Thread({ target: wrong as never })).toThrow(ErrorClass);
  });
});

describe('locks', () => {
  test('test_BoundedSemaphore_limit', () => {
    for (const limit of [1, 3]) {
      const semaphore = new BoundedSemaphore(limit);
      const each = (call: (semaphore: BoundedSemaphore) => void) => {
        const threads = Array.from(
          { length: limit },
          () => new Thread({ target: call, args: [semaphore] }),
        );
        for (const thread of threads) thread.start();
        for (const thread of threads) thread.join();
      };
      each((its) => its.acquire());
      each((its) => its.release());
      expect(() => semaphore.release()).toThrow(ValueError);
    }
  });

  test('test_releasing_unacquired_lock', () => {
    expect(() => new Lock().release()).toThrow(RuntimeError);
  });

  test('test_lock_no_args', () => {
    expect(new Lock().locked()).toBe(false);
  });
});

describe('the main program may be', () => {
  const source = `
    import { Thread } from 'selectors-ts/threading';
    const thread = new Thread({ target: () => console.log('thread') });
    thread.start();
    thread.join();
    console.log('main');`;

  test('given by -e', () => {
    expect(runNode(source)).toBe('thread\nmain\n');
  });

  test('read from the standard input', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-'], {
      input: source,
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'thread\nmain\n', stderr: '' });
  });
});
