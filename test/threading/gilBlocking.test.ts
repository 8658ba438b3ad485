/**
 * Every call of this package that blocks gives the Gil up for as long, and takes it back.
 *
 * What each waits for comes from a thread that runs in that very Gil: otherwise it would never come.
 */
import { EpollSelector, KqueueSelector, PollSelector, SelectSelector } from 'selectors-ts';
import { Epoll, POLLIN, Poll, select } from 'selectors-ts/select';
import {
  AF_INET,
  AF_UNIX,
  getaddrinfo,
  getnameinfo,
  SOCK_STREAM,
  Socket,
} from 'selectors-ts/socket';
import {
  Gil,
  type GilTraceEvent,
  RuntimeError,
  sleep,
  Thread,
  TimeoutError,
} from 'selectors-ts/threading';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasEpoll, hasKqueue, hasSignals, hasWaitingQueues } from '../support/capabilities.js';
import { onInterrupt } from '../support/signals.js';
import { closing, listening, openPair, openSocket, temporaryPath } from '../support/sockets.js';
import { Flag, start } from './threads.js';

let gil: Gil;

beforeEach(() => {
  gil = new Gil();
  gil.acquire();
});

afterEach(() => {
  gil.release();
});

/** Makes a call that another thread is to end; it has begun when that thread runs. */
function rescued(call: () => void, name: string, ...args: unknown[]): void {
  const thread = start('rescue', [name, ...args], { gil });
  call();
  expect(gil.held).toBe(true);
  thread.join();
  expect(gil.held).toBe(true);
}

describe('the wait of', () => {
  const selectors = [SelectSelector, PollSelector, EpollSelector, KqueueSelector];
  test.each(selectors.filter(({ isAvailable }) => isAvailable))('%o', (Selector) => {
    const [socket, peer] = openPair();
    const selector = closing(new Selector());
    selector.register(socket, 1);
    rescued(() => expect(selector.select()).toHaveLength(1), 'send', peer);
  });

  test('select()', () => {
    const [socket, peer] = openPair();
    rescued(() => expect(select([socket], [], [])[0]).toEqual([socket]), 'send', peer);
  });

  test('poll()', () => {
    const [socket, peer] = openPair();
    const poll = new Poll();
    poll.register(socket, POLLIN);
    rescued(() => expect(poll.poll()).toHaveLength(1), 'send', peer);
  });

  test.runIf(hasEpoll)('epoll', () => {
    const [socket, peer] = openPair();
    const epoll = closing(new Epoll());
    epoll.register(socket, 1);
    rescued(() => expect(epoll.poll()).toHaveLength(1), 'send', peer);
  });

  test.runIf(hasKqueue)('kqueue', () => {
    const [socket, peer] = openPair();
    const selector = closing(new KqueueSelector());
    selector.register(socket, 1);
    rescued(() => expect(selector.select()).toHaveLength(1), 'send', peer);
  });

  test('recv()', () => {
    const [socket, peer] = openPair();
    rescued(() => expect(`${socket.recv(1)}`).toBe('x'), 'send', peer);
  });

  test('recvInto() with a time-out', () => {
    const [socket, peer] = openPair();
    socket.settimeout(60);
    rescued(() => expect(socket.recvInto(Buffer.alloc(1))).toBe(1), 'send', peer);
  });

  test('sendall()', () => {
    const [socket, peer] = openPair();
    const size = 1_000_000;
    rescued(() => socket.sendall(Buffer.alloc(size)), 'receiveAll', peer, size);
  });

  test('accept()', () => {
    const server = listening();
    rescued(() => server.accept()[0].close(), 'connect', server.getsockname());
  });

  test.runIf(hasWaitingQueues)('connect()', () => {
    const path = temporaryPath();
    const server = openSocket(AF_UNIX, SOCK_STREAM);
    server.bind(path);
    server.listen(0);
    // The queue takes one more than it was told, and then none.
    openSocket(AF_UNIX, SOCK_STREAM).connect(path);
    rescued(() => openSocket(AF_UNIX, SOCK_STREAM).connect(path), 'acceptTwo', server);
  });

  test('join()', () => {
    const done = new Flag();
    const thread = start('raiseFlag', [done.memory], { gil });
    thread.join();
    expect([done.isSet, gil.held]).toEqual([true, true]);
  });

  test('join() whose time is up', () => {
    const thread = start('default', [], { gil });
    thread.join(0.01);
    expect(gil.held).toBe(true);
    gil.allowThreads(() => thread.join());
    expect(thread.isAlive()).toBe(false);
  });
});

/** What this thread did, while others had no part in it. */
function statesOf(call: () => void): Array<GilTraceEvent['state']> {
  const trace = gil.trace();
  call();
  const states = trace.stop().map(({ state }) => state);
  expect(gil.held).toBe(true);
  return states;
}

describe('a call that nobody can end is blocked too:', () => {
  test.each<[string, () => void]>([
    ['sleep()', () => sleep(0.001)],
    ['getaddrinfo()', () => getaddrinfo('localhost', 80)],
    ['getnameinfo()', () => getnameinfo(['127.0.0.1', 80], 0)],
    ['nativeId', () => expect(start('default').nativeId).toBeGreaterThan(0)],
    ['select(0.001)', () => select([], [], [], 0.001)],
  ])('%s', (_, call) => {
    const states = statesOf(call);
    expect(states.slice(0, 2)).toEqual(['running', 'blocked']);
    expect(states.at(-1)).toBe('running');
  });

  test.each<[string, () => void]>([
    ['a select(0)', () => select([], [], [], 0)],
    ['a join() of a thread not started', () => expect(() => new Thread().join()).toThrow()],
    ['an error before', () => expect(() => sleep(-1)).toThrow()],
  ])('%s is not', (_, call) => {
    expect(statesOf(call)).toEqual([]);
  });
});

describe('it is taken back when', () => {
  test('the time is up', () => {
    const [socket] = openPair();
    socket.settimeout(0.001);
    expect(() => socket.recv(1)).toThrow(TimeoutError);
    expect(gil.held).toBe(true);
  });

  test('the call fails', () => {
    expect(() => getaddrinfo('127.0.0.1', 'no such service')).toThrow();
    expect(gil.held).toBe(true);
    expect(() => new Socket(AF_INET, SOCK_STREAM, 0, 2 ** 30).recv(1)).toThrow();
    expect(gil.held).toBe(true);
  });

  test.runIf(hasSignals)('the interrupt hook runs', () => {
    let inHook: boolean | undefined;
    onInterrupt(() => {
      inHook = gil.held;
      throw new RangeError('from the hook');
    });
    expect(() => select([], [], [])).toThrow('from the hook');
    expect([inHook, gil.held]).toEqual([true, true]);
  });

  test.runIf(hasSignals)('the interrupt hook gives it up, or takes another', () => {
    const other = new Gil();
    onInterrupt(() => {
      gil.release();
      other.acquire();
      throw new RangeError('from the hook');
    });
    expect(() => select([], [], [])).toThrow('from the hook');
    expect([gil.held, other.locked]).toEqual([true, false]);
  });

  test.runIf(hasSignals)('the hook returns, and the wait goes on', () => {
    const [socket, peer] = openPair();
    onInterrupt(() => {
      peer.sendall(Buffer.from('x'));
    });
    expect(`${socket.recv(1)}`).toBe('x');
    expect(gil.held).toBe(true);
  });
});

describe('promises', () => {
  test('selectAsync() and joinAsync() by the holder are RuntimeErrors', async () => {
    const selector = closing(new SelectSelector());
    await expect(selector.selectAsync(0)).rejects.toThrow(RuntimeError);
    const thread = start('default');
    await expect(thread.joinAsync()).rejects.toThrow(RuntimeError);
    expect(gil.held).toBe(true);
  });
});

test('a loop of select(0) lets others in', () => {
  gil.switchInterval = 1e-6;
  const done = new Flag();
  start('raiseFlag', [done.memory], { gil });
  const selector = closing(new SelectSelector());
  while (!done.isSet) selector.select(0);
  expect(gil.held).toBe(true);
});
