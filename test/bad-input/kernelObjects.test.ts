import { EpollSelector, EVENT_READ, KeyError, RuntimeError, ValueError } from 'selectors-ts';
import {
  EPOLLIN,
  EPOLLOUT,
  Epoll,
  POLLIN,
  POLLOUT,
  Poll,
  select,
  setInterruptHook,
} from 'selectors-ts/select';
import { describe, expect, onTestFinished, test } from 'vitest';
import { descriptorOf } from '../../lib/fileobj/index.js';
import { hasEpoll, hasSignals } from '../support/capabilities.js';
import { makeSocketpair } from '../support/descriptors.js';
import { openDescriptors } from '../support/openDescriptors.mjs';
import { sendSignals } from '../support/signals.js';
import { caught, isOneOf, NOTHING, typedErrors } from './case.js';

describe.runIf(hasEpoll)('Epoll', () => {
  function opened(): Epoll {
    const epoll = new Epoll();
    onTestFinished(() => epoll.close());
    return epoll;
  }

  test('closed by a fileno()', () => {
    const [socket] = makeSocketpair();
    for (const call of ['register', 'modify', 'unregister'] as const) {
      const epoll = opened();
      const fileobj = {
        fileno() {
          epoll.close();
          return socket.fileno();
        },
      };
      expect(() => epoll[call](fileobj, EPOLLIN)).toThrow(ValueError);
    }
  });

  test('closed by the memory it is given', () => {
    const epoll = opened();
    const out = Object.defineProperty(new Int32Array(10), 'length', {
      get: () => {
        epoll.close();
        return 10;
      },
    });
    expect(() => epoll.pollInto(out, 0)).toThrow(ValueError);
  });

  test.runIf(hasSignals)('closed by an interrupt hook', () => {
    const epoll = opened();
    const stop = sendSignals();
    setInterruptHook(() => {
      stop();
      epoll.close();
    });
    onTestFinished(() => {
      setInterruptHook(null);
    });
    expect(() => epoll.poll()).toThrow(ValueError);
  });

  test('whose number was closed by somebody else', () => {
    const epoll = opened();
    const [socket] = makeSocketpair();
    Epoll.fromfd(epoll.fileno()).close();
    const expected = expect.objectContaining({ code: 'EBADF' });
    expect(() => epoll.register(socket)).toThrow(expected);
    expect(() => epoll.poll(0)).toThrow(expected);
    expect(() => epoll.pollInto(new Int32Array(2), 0)).toThrow(expected);
    expect(() => epoll.close()).toThrow(expected);
    expect(epoll.closed).toBe(true);
    epoll.close();
  });

  test('of a selector, whose number was closed by somebody else', () => {
    const selector = new EpollSelector();
    const [socket] = makeSocketpair();
    selector.register(socket, EVENT_READ);
    Epoll.fromfd(selector.fileno()).close();
    const expected = expect.objectContaining({ code: 'EBADF' });
    expect(() => selector.select(0)).toThrow(expected);
    expect(() => selector.close()).toThrow(expected);
    expect(selector.getMap()).toBe(null);
    expect(() => selector.select(0)).toThrow(ValueError);
    selector.close();
  });

  test('of a number that is no epoll object', () => {
    const [socket, peer] = makeSocketpair();
    const epoll = Epoll.fromfd(socket.fileno());
    expect(() => epoll.register(peer)).toThrow(expect.objectContaining({ code: 'EINVAL' }));
    expect(() => epoll.poll(0)).toThrow(expect.objectContaining({ code: 'EINVAL' }));
  });

  test('cannot watch itself', () => {
    const epoll = opened();
    expect(() => epoll.register(epoll)).toThrow(expect.objectContaining({ code: 'EINVAL' }));
    const other = opened();
    epoll.register(other);
    expect(() => other.register(epoll)).toThrow(expect.objectContaining({ code: 'ELOOP' }));
  });

  test('with more room than there can be events', () => {
    const epoll = opened();
    const [socket] = makeSocketpair();
    epoll.register(socket, EPOLLOUT);
    expect(epoll.poll(0, 2 ** 31 - 1)).toEqual([[socket.fileno(), EPOLLOUT]]);
  });
});

describe('Poll', () => {
  test('changed by a fileno()', () => {
    const poll = new Poll();
    const [socket] = makeSocketpair();
    const unregistering = {
      fileno() {
        poll.unregister(socket);
        return socket.fileno();
      },
    };
    poll.register(socket, POLLOUT);
    expect(() => poll.unregister(unregistering)).toThrow(KeyError);
    poll.register(socket, POLLOUT);
    expect(() => poll.modify(unregistering, POLLIN)).toThrow(
      expect.objectContaining({ code: 'ENOENT' }),
    );
    expect(poll.poll(0)).toEqual([]);
  });

  test.runIf(hasSignals)('in use when an interrupt hook waits with it', () => {
    const poll = new Poll();
    const [socket] = makeSocketpair();
    const stop = sendSignals();
    setInterruptHook(() => {
      stop();
      expect(() => poll.poll(0)).toThrow(RuntimeError);
      expect(() => poll.pollInto(new Int32Array(2), 0)).toThrow(RuntimeError);
      poll.register(socket, POLLOUT);
    });
    onTestFinished(() => {
      setInterruptHook(null);
    });
    expect(poll.poll()).toEqual([[socket.fileno(), POLLOUT]]);
  });

  test('with the largest number there is', () => {
    const poll = new Poll();
    poll.register(2 ** 31 - 1, POLLIN);
    expect(poll.poll(0)).toHaveLength(1);
    poll.unregister(2 ** 31 - 1);
    expect(poll.poll(0)).toEqual([]);
  });
});

describe('memory that lies about itself', () => {
  const lies: Array<[name: string, PropertyDescriptorMap]> = [
    ['is longer', { length: { value: 2 ** 40 } }],
    ['is as long as nothing', { length: { value: Number.NaN } }],
    ['has a length of its own', { length: { value: '8' } }],
    ['has a negative length', { length: { value: -8 } }],
    ['has a large length', { length: { value: 1n } }],
    ['has another buffer', { buffer: { value: new ArrayBuffer(1) } }],
    ['has no buffer', { buffer: { value: null } }],
  ];

  test.each(lies)('%s', (_name, properties) => {
    const [socket] = makeSocketpair();
    for (const object of [new Poll(), ...(Epoll.isAvailable ? [new Epoll()] : [])]) {
      object.register(socket);
      const out = Object.defineProperties(new Int32Array(4), properties);
      const result = caught(() => object.pollInto(out, 0));
      // What it says is believed, and the worst of it is that nothing seems to be ready.
      if (result !== NOTHING) expect(isOneOf(result, typedErrors)).toBe(true);
      expect(object.poll(0)).toHaveLength(1);
      if ('close' in object) object.close();
    }
  });

  test.runIf(hasSignals)('goes away while it is waited for', () => {
    const [socket] = makeSocketpair();
    const poll = new Poll();
    poll.register(socket, POLLIN);
    const out = new Int32Array(4);
    const stop = sendSignals();
    setInterruptHook(() => {
      stop();
      structuredClone(out, { transfer: [out.buffer] });
      poll.register(socket, POLLOUT);
    });
    onTestFinished(() => {
      setInterruptHook(null);
    });
    expect(poll.pollInto(out)).toBe(1);
    expect(out).toHaveLength(0);
  });
});

describe('select()', () => {
  test('with lists that are changed while they are read', () => {
    const [a, b] = makeSocketpair();
    const shrinking = [
      {
        fileno() {
          shrinking.length = 1;
          return a.fileno();
        },
      },
      b,
    ];
    expect(select([], shrinking, [], 0)[1]).toEqual([shrinking[0]]);
    const growing = [
      {
        fileno() {
          if (growing.length < 100) growing.push(...growing);
          return a.fileno();
        },
      },
    ];
    expect(select([], growing, [], 0)[1]).toHaveLength(128);
    const [r, w, x] = select(growing, growing, growing, 0);
    expect([r, w, x].map(({ length }) => length)).toEqual([0, 128, 0]);
  });

  test('with a fileno() that closes what came before it', () => {
    const [a, b] = makeSocketpair();
    const closing = {
      fileno() {
        a.close();
        return b.fileno();
      },
    };
    expect(() => select([], [a, closing], [], 0)).toThrow(
      expect.objectContaining({ code: 'EBADF' }),
    );
  });

  test('with a fileno() that selects', () => {
    const [a, b] = makeSocketpair();
    let inner: unknown;
    const selecting = {
      fileno() {
        inner = select([], [b], [], 0);
        return a.fileno();
      },
    };
    expect(select([], [selecting], [], 0)).toEqual([[], [selecting], []]);
    expect(inner).toEqual([[], [b], []]);
  });

  test('ends the walk through a list that it refuses', () => {
    const descriptors = openDescriptors();
    let ended = 0;
    function* list() {
      try {
        yield -1;
      } finally {
        ended++;
      }
    }
    expect(() => select(list(), [], [], 0)).toThrow(ValueError);
    expect(ended).toBe(1);
    expect(openDescriptors()).toBe(descriptors);
  });
});

test('-0 is the descriptor 0', () => {
  expect(Object.is(descriptorOf(-0), 0)).toBe(true);
  expect(Object.is(descriptorOf({ fileno: () => -0 }), 0)).toBe(true);
  const poll = new Poll();
  poll.register(-0, 0);
  poll.unregister(0);
});
