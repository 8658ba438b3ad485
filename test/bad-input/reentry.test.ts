import {
  EpollSelector,
  EVENT_READ,
  EVENT_WRITE,
  KeyError,
  KqueueSelector,
  PollSelector,
  RuntimeError,
  SelectSelector,
  ValueError,
} from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hasSignals } from '../support/capabilities.js';
import { makeSocketpair } from '../support/descriptors.js';
import { openDescriptors } from '../support/openDescriptors.mjs';
import { onInterrupt } from '../support/signals.js';
import { caught } from './case.js';

const backends = [SelectSelector, PollSelector, EpollSelector, KqueueSelector].filter(
  ({ isAvailable }) => isAvailable,
);

/** A file object that runs this each time it is asked for its descriptor, counting from 1. */
function reporting(socket: Socket, onAsked: (time: number) => void) {
  let times = 0;
  return {
    fileno(): number {
      onAsked(++times);
      return socket.fileno();
    },
  };
}

describe.each(backends)('$name: a fileno() that', (Selector) => {
  function opened() {
    const selector = new Selector();
    onTestFinished(() => selector.close());
    return { selector, sockets: makeSocketpair(), descriptors: openDescriptors() };
  }

  test('closes the selector', () => {
    const { sockets } = opened();
    const [a, b] = sockets;
    const calls: Array<[(s: InstanceType<typeof Selector>, f: never) => unknown, unknown]> = [
      [(s, f) => s.register(f, EVENT_READ), ValueError],
      [(s, f) => s.unregister(f), KeyError],
      [(s, f) => s.modify(f, EVENT_READ), KeyError],
      [(s, f) => s.getKey(f), KeyError],
    ];
    for (const [call, expected] of calls) {
      const selector = new Selector();
      selector.register(a, EVENT_WRITE);
      const fileobj = reporting(b, () => selector.close());
      expect(caught(() => call(selector, fileobj as never))).toBeInstanceOf(expected);
      expect(selector.getMap()).toBe(null);
      expect(() => selector.select(0)).toThrow(ValueError);
    }
  });

  test('closes the selector when it is asked for the second time', () => {
    const { selector, sockets } = opened();
    let asked = 0;
    const fileobj = reporting(sockets[0], (time) => {
      asked = time;
      if (time === 3) selector.close();
    });
    selector.register(fileobj, EVENT_WRITE);
    const error = caught(() => selector.modify(fileobj, EVENT_READ));
    if (asked < 3) return;
    expect(error).toBeInstanceOf(RuntimeError);
    expect(selector.getMap()).toBe(null);
    expect(() => selector.select(0)).toThrow(ValueError);
  });

  test('registers the very object', () => {
    const { selector, sockets } = opened();
    const fileobj = reporting(sockets[0], (time) => {
      if (time === 1) selector.register(fileobj, EVENT_WRITE, 'inner');
    });
    expect(() => selector.register(fileobj, EVENT_READ, 'outer')).toThrow(KeyError);
    const key = selector.getKey(sockets[0]);
    expect(key.data).toBe('inner');
    expect(selector.select(0)).toEqual([[key, EVENT_WRITE]]);
  });

  test('unregisters the very object', () => {
    const { selector, sockets } = opened();
    let at = 2;
    const fileobj = reporting(sockets[0], (time) => {
      if (time === at) selector.unregister(sockets[0]);
    });
    selector.register(fileobj, EVENT_WRITE);
    expect(() => selector.unregister(fileobj)).toThrow(KeyError);
    expect(selector.select(0)).toEqual([]);

    at = 4;
    selector.register(fileobj, EVENT_WRITE);
    expect(() => selector.modify(fileobj, EVENT_READ)).toThrow(KeyError);
    expect(selector.getMap()?.size).toBe(0);
    expect(selector.select(0)).toEqual([]);
  });

  test('unregisters the very object when it is asked for the second time', () => {
    const { selector, sockets } = opened();
    let asked = 0;
    const fileobj = reporting(sockets[0], (time) => {
      asked = time;
      if (time === 3) selector.unregister(sockets[0]);
    });
    selector.register(fileobj, EVENT_READ);
    const error = caught(() => selector.modify(fileobj, EVENT_WRITE));
    if (asked < 3) return;
    expect(error).toBeInstanceOf(RuntimeError);
    expect(selector.getMap()?.size).toBe(0);
    expect(selector.select(0)).toEqual([]);
  });

  test('modifies the very object', () => {
    const { selector, sockets } = opened();
    const fileobj = reporting(sockets[0], (time) => {
      if (time === 2) selector.modify(sockets[0], EVENT_READ | EVENT_WRITE, 'inner');
    });
    selector.register(fileobj, EVENT_READ);
    const key = selector.modify(fileobj, EVENT_WRITE, 'outer');
    expect(key).toMatchObject({ events: EVENT_WRITE, data: 'outer' });
    expect([...(selector.getMap()?.values() ?? [])]).toEqual([key]);
    expect(selector.select(0)).toEqual([[key, EVENT_WRITE]]);
  });

  test('belongs to the key in the way, and takes that key away', () => {
    const { selector, sockets } = opened();
    const [a, b] = sockets;
    const old = { current: a, fileno: () => old.current.fileno() };
    selector.register(old, EVENT_WRITE);
    const moved = reporting(b, () => selector.unregister(a.fileno()));
    old.fileno = () => moved.fileno();
    expect(() => selector.register(a, EVENT_WRITE, 'new')).toThrow(RuntimeError);
    expect(selector.getMap()?.size).toBe(0);
    expect(selector.select(0)).toEqual([]);
    const key = selector.register(a, EVENT_WRITE, 'new');
    expect(selector.select(0)).toEqual([[key, EVENT_WRITE]]);
  });

  test('registers it again and again exhausts the stack, and nothing else', () => {
    const { selector, sockets, descriptors } = opened();
    const fileobj = reporting(sockets[0], () => selector.register(fileobj, EVENT_READ));
    expect(() => selector.register(fileobj, EVENT_READ)).toThrow(RangeError);
    expect(selector.getMap()?.size).toBe(0);
    expect(selector.select(0)).toEqual([]);
    expect(openDescriptors()).toBe(descriptors);
  });

  test('closes its own socket', () => {
    const { selector, sockets } = opened();
    const [a] = sockets;
    selector.register(sockets[1], EVENT_READ);
    const fileobj = reporting(a, () => a.close());
    expect(() => selector.register(fileobj, EVENT_READ)).toThrow(ValueError);
    expect(selector.getMap()?.size).toBe(1);
    expect(selector.select(0)).toHaveLength(1);
  });

  test('throws errors that run code when they are looked at', () => {
    const { selector, sockets } = opened();
    const key = selector.register(sockets[0], EVENT_WRITE);
    const error = new Proxy(new ValueError('1'), {
      getPrototypeOf(target) {
        selector.unregister(sockets[0]);
        return Reflect.getPrototypeOf(target);
      },
    });
    const fileobj = {
      fileno(): number {
        throw error;
      },
    };
    expect(caught(() => selector.getKey(fileobj))).toBeInstanceOf(KeyError);
    expect(selector.getMap()?.size).toBe(0);
    expect(selector.register(sockets[0], EVENT_WRITE)).toEqual(key);
  });
});

describe.each(backends)('$name: options whose getter', (Selector) => {
  test('closes the selector', () => {
    const selector = new Selector();
    const options = {
      get returnOnSignal() {
        selector.close();
        return false;
      },
    };
    expect(() => selector.select(0, options)).toThrow(ValueError);
  });
});

describe.runIf(hasSignals).each(backends)('$name: an interrupt hook that', (Selector) => {
  function waiting() {
    const selector = new Selector();
    onTestFinished(() => selector.close());
    const [watched, peer] = makeSocketpair();
    return { selector, watched, peer, key: selector.register(watched, EVENT_READ) };
  }

  test('closes the selector ends the wait', () => {
    const { selector } = waiting();
    onInterrupt(() => selector.close());
    expect(() => selector.select(null)).toThrow(ValueError);
    expect(selector.getMap()).toBe(null);
  });

  test('registers what is ready', () => {
    const { selector, peer } = waiting();
    onInterrupt(() => selector.register(peer, EVENT_WRITE));
    expect(selector.select(null)).toEqual([[selector.getKey(peer), EVENT_WRITE]]);
  });

  test('registers a thousand more', () => {
    const { selector, watched } = waiting();
    onInterrupt(() => {
      for (let i = 0; i < 50; i++) {
        for (const socket of makeSocketpair()) selector.register(socket, EVENT_WRITE);
      }
      selector.unregister(watched);
    });
    expect(selector.select(null).length).toBeGreaterThan(0);
    expect(selector.select(0)).toHaveLength(100);
  });

  test('unregisters, and has the number used by another', () => {
    const { selector, watched, peer } = waiting();
    onInterrupt(() => {
      selector.unregister(watched);
      selector.register(peer, EVENT_READ | EVENT_WRITE, 'other');
    });
    const [[key, events] = []] = selector.select(null);
    expect([key?.data, events]).toEqual(['other', EVENT_WRITE]);
  });

  test('waits with the same selector', () => {
    const { selector, peer, key } = waiting();
    let inner: unknown;
    onInterrupt(() => {
      inner = caught(() => expect(selector.select(0)).toEqual([]));
      peer.send(Buffer.from('x'));
    });
    expect(selector.select(null)).toEqual([[key, EVENT_READ]]);
    // poll(2) alone keeps its answers where its questions are.
    if (Selector === PollSelector) expect(inner).toBeInstanceOf(RuntimeError);
    else expect(inner).not.toBeInstanceOf(Error);
  });

  test.each(['a string', null, undefined, new Error('1')])('throws %s', (thrown) => {
    const { selector } = waiting();
    onInterrupt(() => {
      throw thrown;
    });
    expect(caught(() => selector.select(null))).toBe(thrown);
    expect(selector.select(0)).toEqual([]);
  });
});
