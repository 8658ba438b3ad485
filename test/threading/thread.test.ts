/**
 * Lib/test/test_threading.py of CPython, as far as one process is enough, and what it has no test of.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import {
  activeCount,
  BoundedSemaphore,
  currentThread,
  enumerate,
  Gil,
  getIdent,
  Lock,
  mainThread,
  RuntimeError,
  Thread,
  ValueError,
} from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { temporaryPath } from '../support/sockets.js';
import { answerOf, Flag, hold, makeThread, start, target } from './threads.js';

describe('names', () => {
  test('test_name', () => {
    expect(new Thread({ name: 'myname1' }).name).toBe('myname1');
    expect(new Thread({ name: 123 as never }).name).toBe('123');
    expect(new Thread({ target: target('hold'), name: 'myname2' }).name).toBe('myname2');
    const [first, second, third] = [
      new Thread({ name: '' }),
      new Thread(),
      new Thread({ target: function func() {} }),
    ].map(({ name }) => /^Thread-(\d+)( \(func\))?$/.exec(name));
    expect([Number(second?.[1]), Number(third?.[1])]).toEqual([
      Number(first?.[1]) + 1,
      Number(first?.[1]) + 2,
    ]);
    expect(third?.[2]).toBe(' (func)');
  });

  test('that of an export is in the name, whatever the target is', () => {
    expect(new Thread({ target: target('hold') }).name).toMatch(/^Thread-\d+ \(hold\)$/);
    expect(new Thread({ target: `${target('')}` }).name).toMatch(/^Thread-\d+ \(default\)$/);
    expect(new Thread({ target: () => {} }).name).toMatch(/^Thread-\d+ \(target\)$/);
  });

  test('a thread that is renamed is so for all', () => {
    const thread = makeThread('default', [], { name: 'before' });
    expect(answerOf('rename', [thread, 'näme \u{1f9f5}'])).toBeNull();
    expect(thread.name).toBe('näme \u{1f9f5}');
  });
});

describe('what a thread is', () => {
  test('test_various_ops', () => {
    const letGo = new Flag();
    const threads = Array.from({ length: 10 }, (_, i) => {
      const thread = makeThread('waitForFlag', [letGo.memory], { name: `<thread ${i}>` });
      expect(thread.ident).toBeNull();
      expect(thread.nativeId).toBeNull();
      expect(`${thread}`).toBe(`<Thread(<thread ${i}>, initial)>`);
      thread.start();
      return thread;
    });
    const nativeIds = new Set([currentThread(), ...threads].map(({ nativeId }) => nativeId));
    expect(nativeIds).not.toContain(null);
    expect(nativeIds).not.toContain(0);
    expect(nativeIds.size).toBe(11);
    expect(threads.every((thread) => thread.isAlive())).toBe(true);
    letGo.set();
    for (const thread of threads) {
      thread.join();
      expect(thread.isAlive()).toBe(false);
      expect(thread.ident).toBeGreaterThan(0);
      expect(`${thread}`).toBe(`<Thread(${thread.name}, stopped ${thread.ident})>`);
    }
    expect(new Set(threads.map(({ ident }) => ident)).size).toBe(10);
  });

  test('test_repr_daemon', () => {
    const thread = new Thread({ name: 'x' });
    expect(`${thread}`).not.toContain('daemon');
    thread.daemon = true;
    expect(`${thread}`).toBe('<Thread(x, initial daemon)>');
  });

  test('test_repr_stopped', async () => {
    const letGo = new Flag();
    const thread = start('waitForFlag', [letGo.memory]);
    expect(`${thread}`).toContain('started');
    letGo.set();
    await thread.joinAsync();
    expect(`${thread}`).toContain('stopped');
  });

  test('it sees itself as others do', () => {
    const thread = makeThread('default');
    const seen = answerOf('self', [], { name: 'me', daemon: true }) as Record<string, unknown>;
    expect(seen).toMatchObject({ name: 'me', daemon: true, alive: true, same: true, listed: true });
    expect(seen).toMatchObject({ isMainThread: false, getIdent: seen.ident });
    expect(seen.text).toBe(`<Thread(me, started daemon ${seen.ident})>`);
    if (process.platform === 'linux') expect(seen.nativeId).toBe(seen.system);
    expect(answerOf('about', [thread])).toMatchObject({
      name: thread.name,
      ident: null,
      alive: false,
    });
  });

  test('another sees the one that it is given', () => {
    const letGo = new Flag();
    const thread = start('waitForFlag', [letGo.memory], { name: 'given', daemon: true });
    const { ident } = thread;
    const seen = { name: 'given', ident, daemon: true, alive: true, same: true };
    expect(answerOf('about', [thread])).toEqual(seen);
    letGo.set();
    thread.join();
    expect(answerOf('about', [thread])).toEqual({ ...seen, alive: false, same: false });
  });

  test('test_main_thread', () => {
    const main = mainThread();
    expect(main.name).toBe('MainThread');
    expect(main).toBe(currentThread());
    expect(main.ident).toBe(getIdent());
    expect(main.isAlive()).toBe(true);
    expect(main.nativeId).toBe(process.pid);
    expect(answerOf('main')).toEqual({
      name: 'MainThread',
      ident: main.ident,
      daemon: false,
      isSelf: false,
    });
  });

  test('test_enumerate_after_join', () => {
    const before = enumerate();
    expect(before).toContain(mainThread());
    for (let i = 0; i < 5; i++) {
      const thread = start('default');
      thread.join();
      expect(enumerate()).not.toContain(thread);
      expect(activeCount()).toBe(before.length);
    }
    const letGo = new Flag();
    const thread = start('waitForFlag', [letGo.memory]);
    expect(enumerate()).toEqual([...before, thread]);
    expect(activeCount()).toBe(before.length + 1);
  });
});

describe("a worker of Node's own", () => {
  const ask = async (expression: string): Promise<unknown> => {
    const source = `
      const { parentPort } = require('node:worker_threads');
      import('selectors-ts/threading').then((threading) => {
        const me = threading.currentThread();
        parentPort.postMessage(${expression});
      });`;
    const worker = new Worker(source, { eval: true });
    const [answer] = await once(worker, 'message');
    await worker.terminate();
    return answer;
  };

  test('test_foreign_thread', async () => {
    const before = enumerate();
    const seen = await ask(`({
      listed: threading.enumerate().includes(me),
      alive: me.isAlive(),
      daemon: me.daemon,
      same: me === threading.currentThread(),
      text: String(me),
      nativeId: me.nativeId,
      main: threading.mainThread().name,
    })`);
    expect(seen).toEqual({
      ...{ listed: true, alive: true, daemon: true, same: true, main: 'MainThread' },
      text: expect.stringMatching(/^<Thread\(Dummy-\d+, started daemon \d+\)>$/),
      nativeId: expect.any(Number),
    });
    expect(enumerate()).toEqual(before);
  });

  test('test_ident_of_no_threading_threads', async () => {
    expect(currentThread().ident).toBe(getIdent());
    expect(await ask('me.ident === threading.getIdent() && me.ident > 0')).toBe(true);
  });
});

describe('daemons', () => {
  test('test_daemon_param', () => {
    expect(new Thread().daemon).toBe(false);
    expect(new Thread({ daemon: false }).daemon).toBe(false);
    expect(new Thread({ daemon: true }).daemon).toBe(true);
    expect(new Thread({ daemon: null }).daemon).toBe(false);
  });

  test.each([true, false])('are what their creator is, unless told: %s', (daemon) => {
    expect(answerOf('heir', [], { daemon })).toBe(daemon);
  });

  test('test_daemonize_active_thread', () => {
    const thread = start('default');
    const set = () => {
      thread.daemon = true;
    };
    expect(set).toThrow(RuntimeError);
    expect(set).toThrow('cannot set daemon status of active thread');
    thread.join();
    expect(set).toThrow(RuntimeError);
    expect(thread.daemon).toBe(false);
    expect(answerOf('setOwnDaemon')).toBe(
      'RuntimeError: cannot set daemon status of active thread',
    );
    expect(() => {
      mainThread().daemon = true;
    }).toThrow(RuntimeError);
  });
});

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
    const { openDescriptors } = await import('../bad-input/world.js');
    const letGo = new Flag();
    const thread = start('waitForFlag', [letGo.memory]);
    await thread.joinAsync(0.001);
    const before = openDescriptors();
    for (let i = 0; i < 20; i++) await thread.joinAsync(0.001);
    expect(openDescriptors()).toBeLessThan(before + 20);
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
