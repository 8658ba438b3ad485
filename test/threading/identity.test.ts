import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import {
  activeCount,
  currentThread,
  enumerate,
  getIdent,
  mainThread,
  RuntimeError,
  Thread,
} from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { hasThreadNumbers } from '../support/capabilities.js';
import { answerOf, Flag, makeThread, start, target } from './threads.js';

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
    expect(seen.nativeId).toBe(seen.system);
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
    if (hasThreadNumbers) expect(main.nativeId).toBe(process.pid);
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
