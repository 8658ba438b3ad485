/**
 * What threads are given: clones, and what is shared or moved.
 */
import { fstatSync } from 'node:fs';
import { SelectSelector } from 'selectors-ts';
import { currentThread, Gil, Thread, ValueError } from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { closing, openPair } from '../support/sockets.js';
import { answerOf, makeThread } from './threads.js';

const isOpen = (fd: number) => {
  try {
    return fstatSync(fd).isSocket();
  } catch {
    return false;
  }
};

describe('clones', () => {
  test('test_args_argument', () => {
    for (const args of [[1], ['str'], [[1]], [1, null, undefined, { a: [true] }]]) {
      expect(answerOf('echo', args)).toEqual(JSON.parse(JSON.stringify(args)));
    }
  });

  test('are made when the thread starts, once for all of them', () => {
    const list: unknown[] = [1];
    const [ours, theirs] = openPair();
    const thread = new Thread({
      target: (socket, first, second, circle) => {
        const ring = circle.circle === circle;
        socket.sendall(Buffer.from(JSON.stringify([first, first === second, ring])));
        socket.close();
      },
      args: [theirs, list, list, circleOf({})],
    });
    list.push(2);
    thread.start();
    list.push(3);
    expect(JSON.parse(`${ours.recv(100)}`)).toEqual([[1, 2], true, true]);
    thread.join();
  });
});

describe('what is not cloned', () => {
  test('is shared, wherever it is among the arguments; a socket is moved', () => {
    const gil = new Gil();
    const selector = closing(new SelectSelector());
    const waker = selector.waker();
    const memory = new Int32Array(new SharedArrayBuffer(4));
    const [socket, peer] = openPair();
    socket.settimeout(2.5);
    const fd = socket.fileno();
    const things = {
      ...{ gil, waker, memory, thread: currentThread() },
      sockets: [socket, socket],
      circle: circleOf({}),
    };
    expect(answerOf('things', [things])).toEqual({
      gil: gil.handle,
      waker: true,
      thread: currentThread().ident,
      socket: [socket.family, socket.type, 0, 2.5],
      fd,
      same: true,
      circle: true,
    });
    expect(memory[0]).toBe(1);
    // Woken by the thread: without that it would be for ever.
    expect(selector.select()).toEqual([]);
    expect(socket.fileno()).toBe(-1);
    // The thread has not closed it: its end has.
    expect(peer.recv(1)).toHaveLength(0);
    expect(isOpen(fd)).toBe(false);
  });

  test('is kept alive for the thread, though the giver forgets it', () => {
    const gils = Array.from({ length: 3 }, () => new Gil());
    const numbers = gils.map(({ handle }) => handle);
    const [ours, theirs] = openPair();
    const thread = new Thread({
      target: (socket, given) => {
        const all = given.map((gil: Gil) => gil.run(() => gil.handle));
        socket.sendall(Buffer.from(JSON.stringify(all)));
      },
      args: [theirs, gils],
      gil: null,
    });
    thread.start();
    gils.length = 0;
    expect(JSON.parse(`${ours.recv(100)}`)).toEqual(numbers);
    thread.join();
  });
});

describe('what cannot be cloned', () => {
  test.each([
    ['a function', () => {}],
    ['a symbol', Symbol('s')],
    ['a revoked proxy', revoked()],
    ['a proxy', new Proxy({}, {})],
    ['a promise', Promise.resolve()],
    ['a private object', new WeakMap()],
  ])('%s is a TypeError that changes nothing', (_, wrong) => {
    const [socket] = openPair();
    const thread = makeThread('default', [socket, { deep: [wrong] }]);
    expect(() => thread.start()).toThrow(TypeError);
    expect(socket.fileno()).toBeGreaterThanOrEqual(0);
    expect(thread.ident).toBeNull();
    thread.daemon = true;
    expect(() => thread.start()).toThrow(TypeError);
  });

  test('a closed socket is a ValueError that changes nothing', () => {
    const [open, closed] = openPair();
    closed.close();
    const thread = makeThread('default', [open, closed]);
    expect(() => thread.start()).toThrow(ValueError);
    expect(open.fileno()).toBeGreaterThanOrEqual(0);
    expect(thread.isAlive()).toBe(false);
  });

  test.each(['before', 'after'])('a socket that a getter %s it closes is a ValueError', (place) => {
    const [socket, other] = openPair();
    const closer = {
      get value() {
        socket.close();
        return 1;
      },
    };
    const thread = makeThread('default', place === 'before' ? [closer, socket] : [socket, closer]);
    expect(() => thread.start()).toThrow(ValueError);
    expect(thread.ident).toBeNull();
    expect(other.recv(1)).toHaveLength(0);
    expect(() => thread.start()).toThrow(ValueError);
  });

  test('what a getter throws reaches the caller, and the thread can be started later', () => {
    let fails = true;
    const args = [
      {
        get value() {
          if (fails) throw new RangeError('not yet');
          return 1;
        },
      },
    ];
    const thread = makeThread('default', args);
    expect(() => thread.start()).toThrow('not yet');
    fails = false;
    thread.start();
    thread.join();
  });

  test.each([
    ['a string', 'ab'],
    ['an object', { length: 1 }],
    ['null', null],
  ])('%s is no array of arguments', (_, args) => {
    expect(() => new Thread({ args: args as never })).toThrow(TypeError);
  });
});

function circleOf(object: { self?: unknown; circle?: unknown }): object {
  object.self = object;
  object.circle = object;
  return object;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
