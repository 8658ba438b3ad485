/**
 * What threads share, and how it gets from one to another.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type BaseSelector, DefaultSelector, Waker } from 'selectors-ts';
import { type Socket, socketpair } from 'selectors-ts/socket';
import {
  Barrier,
  BoundedSemaphore,
  Condition,
  Event,
  Gil,
  Lock,
  OverflowError,
  Queue,
  RLock,
  Semaphore,
  Thread,
  ValueError,
} from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { LONG_SECONDS, run } from './bunch.js';

setFlagsFromString('--expose-gc');
const gc: () => void = runInNewContext('gc');

/** Collects garbage until this holds. */
async function collectUntil(holds: () => boolean): Promise<void> {
  while (!holds()) {
    gc();
    await new Promise(setImmediate);
  }
}

const kinds = {
  Lock: () => new Lock(),
  RLock: () => new RLock(),
  Condition: () => new Condition(),
  Semaphore: () => new Semaphore(),
  BoundedSemaphore: () => new BoundedSemaphore(),
  Event: () => new Event(),
  Barrier: () => new Barrier(2),
  Queue: () => new Queue(),
} as const;

interface Kind {
  from(handle: number): object;
}

function classOf(object: object): Kind {
  return object.constructor as unknown as Kind;
}

function roundTrip<T>(item: T): T {
  const queue = new Queue<T>();
  queue.put(item);
  return queue.get();
}

describe.each(Object.entries(kinds))('%s', (name, make) => {
  test('is found by its handle, as the same object', () => {
    const object = make();
    expect(object.handle).toBeGreaterThan(0);
    expect(object.handle).toBe(object.handle);
    expect(classOf(object).from(object.handle)).toBe(object);
  });

  test('is not found by what is no handle of its kind', () => {
    const Class = classOf(make());
    const error = new ValueError(`there is no ${name} of handle 9007199254740991`);
    expect(() => Class.from(Number.MAX_SAFE_INTEGER)).toThrow(error);
    expect(() => Class.from(0)).toThrow(OverflowError);
    expect(() => Class.from('1' as never)).toThrow(TypeError);
    for (const [other, makeOther] of Object.entries(kinds)) {
      if (other !== name) expect(() => Class.from(makeOther().handle)).toThrow(ValueError);
    }
  });

  test('travels through a queue as itself, wherever it is in the item', () => {
    const object = make();
    const item = { list: [object], map: new Map([[object, new Set([object])]]), object };
    const { list, map, object: same } = roundTrip(item);
    expect([list[0] === object, map.get(object)?.has(object), same === object]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('is refused by clones that would be empty', () => {
    const object = make();
    class Hidden {
      readonly [Symbol.toStringTag] = 'Hidden';
      readonly inside = object;
    }
    expect(() => structuredClone(object)).toThrow(`A ${name}`);
    const queue = new Queue();
    expect(() => queue.put(new Hidden())).toThrow(TypeError);
    expect(queue.qsize()).toBe(0);
  });

  test('cannot be borrowed by something else', () => {
    const { prototype } = make().constructor;
    for (const [method, { get, value }] of Object.entries(
      Object.getOwnPropertyDescriptors(prototype),
    )) {
      if (method === 'constructor' || method === 'toString') continue;
      expect(() => (get ?? value).call({}), method).toThrow(TypeError);
    }
  });

  test('is kept by a message, though the thread that made it has ended', () => {
    const [object] = run(
      1,
      (results, object, args) => {
        const Class = object.constructor as new (...args: number[]) => object;
        results.put(new Class(...args));
      },
      make(),
      name === 'Barrier' ? [2] : [],
    );
    expect(object?.constructor.name).toBe(name);
    String(object);
  });
});

test('a condition comes with its lock', () => {
  const lock = new Lock();
  const condition = new Condition(lock);
  const [held] = run(
    1,
    (results, condition, lock) => {
      condition.acquire();
      results.put(lock.acquire(false));
      condition.release();
    },
    condition,
    lock,
  );
  expect(held).toBe(false);
});

test('one that was asked for its handle is there for ever', () => {
  const [handle] = run(
    1,
    (results, event) => {
      const Class = event.constructor as typeof Event;
      const own = new Class();
      own.set();
      results.put(own.handle);
    },
    new Event(),
  );
  expect(Event.from(handle as number).isSet()).toBe(true);
});

describe('items', () => {
  const clonable = {
    undefined,
    null: null,
    true: true,
    'not a number': Number.NaN,
    'minus zero': -0,
    'a large number': 2 ** 60,
    'a larger one': 12n ** 40n,
    'no text': '',
    'odd text': 'a\u0000\ud800é',
    'much text': 'x'.repeat(1e6),
    'a date': new Date(5),
    'a regular expression': /a+/gi,
    'an array with holes': Object.assign(new Array(3), { 1: 'one' }),
    'nested objects': { a: { b: [] } },
    'maps and sets': new Map([[{ a: 1 }, new Set([1])]]),
    'an error': new RangeError('message'),
    'a Float64Array': new Float64Array([1.5, -2]),
    'a DataView': new DataView(new ArrayBuffer(3)),
    'an ArrayBuffer': new Uint8Array([1, 2, 3]).buffer,
    'a Buffer': Buffer.from('bytes'),
  };
  test.each(Object.entries(clonable))('%s', (_what, item) => {
    const received = roundTrip(item);
    expect(received).toEqual(item);
    expect(Object.is(received, item)).toBe(Object(item) !== item);
    expect(Buffer.isBuffer(received)).toBe(Buffer.isBuffer(item));
  });

  test('a property named __proto__', () => {
    const item = JSON.parse('{"__proto__": {"a": 1}, "lock": 0}');
    item.lock = new Lock();
    const received = roundTrip(item);
    expect(Object.keys(received)).toEqual(['__proto__', 'lock']);
    expect(Object.getPrototypeOf(received)).toBe(Object.prototype);
  });

  test('circles, around what is shared too', () => {
    const lock = new Lock();
    const item: { self?: object; both: object[]; lock: Lock } = { both: [], lock };
    item.self = item;
    item.both.push(item, item.both);
    const received = roundTrip(item);
    expect(received.self).toBe(received);
    expect(received.both).toEqual([received, received.both]);
    expect(received.lock).toBe(lock);
  });

  test('views have memory of their own', () => {
    const window = new Uint16Array(new ArrayBuffer(64), 8, 4).fill(7);
    const received = roundTrip([window, 'and more'])[0] as Uint16Array;
    expect([received.byteOffset, received.buffer.byteLength]).toEqual([0, 8]);
    expect(received).toEqual(window);
  });

  const refused = {
    'a function': () => {},
    'a symbol': Symbol('s'),
    'a promise': Promise.resolve(),
    'a WeakMap': new WeakMap(),
    'a proxy': new Proxy({}, {}),
    'shared memory': new SharedArrayBuffer(8),
    'a view of shared memory': new Uint8Array(new SharedArrayBuffer(8)),
    'a DataView of shared memory': new DataView(new SharedArrayBuffer(8)),
    'a stream': process.stdout,
    'a thread-bound port': new MessageChannel().port1,
  };
  test.each(Object.entries(refused))('%s is refused', (_what, value) => {
    const queue = new Queue();
    for (const item of [value, [value], { lock: new Lock(), value }]) {
      expect(() => queue.put(item)).toThrow(TypeError);
    }
    expect([queue.qsize(), queue.unfinishedTasks]).toEqual([0, 0]);
  });

  test('shared memory is refused with what to do', () => {
    expect(() => new Queue().put(new SharedArrayBuffer(8))).toThrow(/as an argument/);
  });

  test('what an item throws comes through', () => {
    const queue = new Queue();
    const error = new RangeError('mine');
    const throwing = {
      get property() {
        throw error;
      },
    };
    expect(() => queue.put([new Lock(), throwing])).toThrow(error);
    expect(() => queue.put(throwing)).toThrow(error);
    expect(queue.qsize()).toBe(0);
  });

  test('depth is refused, not deadly', () => {
    let deep: unknown[] = [new Lock()];
    for (let i = 0; i < 1e6; i++) deep = [deep];
    const queue = new Queue();
    expect(() => queue.put(deep)).toThrow(RangeError);
    expect(queue.qsize()).toBe(0);
  });

  test('a getter that has something else each time', () => {
    let time = 0;
    const item = {
      get lock() {
        return time++ === 0 ? 'no lock' : new Lock();
      },
    };
    const queue = new Queue();
    expect(() => queue.put(item)).toThrow(TypeError);
    expect(queue.qsize()).toBe(0);
  });

  test('wakers and Gils', () => {
    const selector: BaseSelector = new DefaultSelector();
    const [waker, gil] = roundTrip([selector.waker(), Gil.shared] as const);
    expect(waker).toBeInstanceOf(Waker);
    waker.wakeup();
    expect(selector.select(null)).toEqual([]);
    selector.close();
    expect(gil.locked).toBe(false);
  });
});

describe('a socket in an item', () => {
  test('that a getter closes is a ValueError, and nothing is put', () => {
    const [mine, yours] = socketpair();
    const queue = new Queue();
    const item = {
      yours,
      get value() {
        yours.close();
        return 1;
      },
    };
    expect(() => queue.put(item)).toThrow(ValueError);
    expect(queue.qsize()).toBe(0);
    expect(mine.recv(1)).toHaveLength(0);
    mine.close();
  });

  test('is moved to whoever takes it', () => {
    const [mine, yours] = socketpair();
    yours.settimeout(7);
    const queue = new Queue<Socket>();
    queue.put(yours);
    expect(yours.fileno()).toBe(-1);
    const thread = new Thread({
      target: (queue: Queue<Socket>) => {
        const socket = queue.get();
        socket.sendall(Buffer.from(`time-out ${socket.gettimeout()}`));
        socket.close();
      },
      args: [queue],
    });
    thread.start();
    mine.settimeout(LONG_SECONDS);
    expect(String(mine.recv(100))).toBe('time-out 7');
    expect(mine.recv(100)).toHaveLength(0);
    mine.close();
    thread.join(LONG_SECONDS);
  });

  test('stays if the item is not put', () => {
    const pair = socketpair();
    const queue = new Queue(1);
    expect(() => queue.put([pair[0], () => {}])).toThrow(TypeError);
    queue.put('full');
    expect(() => queue.put(pair[0], false)).toThrow('full');
    pair[0].sendall(Buffer.from('still here'));
    expect(String(pair[1].recv(100))).toBe('still here');
    for (const socket of pair) socket.close();
  });

  test('is closed with a queue that nobody has any more', async () => {
    const [mine, yours] = socketpair();
    (() => new Queue().put(yours))();
    mine.setblocking(false);
    await collectUntil(() => mine.tryRecv(1) !== null);
    mine.close();
  });

  test('is closed with the items that a shutdown drops', () => {
    const [mine, yours] = socketpair();
    const queue = new Queue();
    queue.put(yours);
    queue.shutdown(true);
    expect(mine.recv(1)).toHaveLength(0);
    mine.close();
  });
});
