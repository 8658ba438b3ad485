/**
 * `KqueueSelector` over kqueue(2) as it is on each system: what differs among them must not show.
 */
import { spawnSync } from 'node:child_process';
import {
  BrokenPipeError,
  EVENT_READ,
  EVENT_WRITE,
  KqueueSelector,
  OSError,
  PollSelector,
} from 'selectors-ts';
import {
  type FileObject,
  KEvent,
  KQ_EV_DELETE,
  KQ_FILTER_READ,
  KQ_FILTER_WRITE,
  Kqueue,
} from 'selectors-ts/select';
import { expect, onTestFinished, test } from 'vitest';
import {
  keepAlive,
  makePipe,
  makeSocketpair,
  openRegularFile,
  reuseNumbers,
} from '../support/descriptors.js';
import { recordCalls } from './calls.js';
import { onEverySystem } from './systems.js';

const BOTH = EVENT_READ | EVENT_WRITE;

function opened(): KqueueSelector {
  const selector = new KqueueSelector();
  onTestFinished(() => selector.close());
  return selector;
}

/** Asks the kernel itself, and takes the filter away: deleting one that is not there is ENOENT. */
function hasFilter(selector: KqueueSelector, fd: FileObject, filter: number): boolean {
  try {
    Kqueue.fromfd(selector.fileno()).control([new KEvent(fd, filter, KQ_EV_DELETE)], 0);
    return true;
  } catch (error) {
    if (error instanceof OSError && error.code === 'ENOENT') return false;
    throw error;
  }
}

function masks(selector: KqueueSelector, timeout: number | null = 0): Map<number, number> {
  const ready = selector.select(timeout);
  const byDescriptor = new Map(ready.map(([key, events]) => [key.fd, events]));
  expect(byDescriptor.size).toBe(ready.length);
  return byDescriptor;
}

/** Calls with ever more of the stack left, until a call has what it takes. */
function overflow(call: () => void): void {
  let isOver = false;
  const descend = (): void => {
    try {
      descend();
    } catch {}
    if (isOver) return;
    try {
      call();
      isOver = true;
    } catch {}
  };
  descend();
}

onEverySystem((system) => {
  test('two filters come back as one entry', () => {
    const [near, far] = makeSocketpair();
    const selector = opened();
    const key = selector.register(near, BOTH, 'data');
    expect(selector.select(0)).toEqual([[key, EVENT_WRITE]]);
    far.send(Buffer.from('abc'));
    expect(selector.select(null)).toEqual([[key, BOTH]]);
  });

  test('a single filter can be taken back, and the other stays', () => {
    const [near, far] = makeSocketpair();
    const selector = opened();
    selector.register(near, BOTH);
    far.send(Buffer.from('abc'));
    selector.modify(near, EVENT_READ);
    expect(masks(selector)).toEqual(new Map([[near.fileno(), EVENT_READ]]));
    selector.modify(near, EVENT_WRITE);
    expect(masks(selector)).toEqual(new Map([[near.fileno(), EVENT_WRITE]]));
    expect(hasFilter(selector, near, KQ_FILTER_READ)).toBe(false);
    selector.unregister(near);
    expect(selector.select(0)).toEqual([]);
  });

  test('unread bytes are ready after the end has come, and then the end itself', () => {
    const [near, far] = makeSocketpair();
    const selector = opened();
    selector.register(near, EVENT_READ);
    far.send(Buffer.from('last words'));
    far.close();
    const readable = new Map([[near.fileno(), EVENT_READ]]);
    expect(masks(selector)).toEqual(readable);
    near.recv(100);
    expect(masks(selector)).toEqual(readable);
    expect(near.recv(100)).toHaveLength(0);
    expect(masks(selector)).toEqual(readable);
  });

  test('a closed descriptor is silent, even with a duplicate alive, and can be unregistered', () => {
    const [near, far] = makeSocketpair();
    const selector = opened();
    const key = selector.register(near, BOTH);
    keepAlive(near.fileno());
    near.close();
    far.send(Buffer.from('abc'));
    expect(selector.select(0)).toEqual([]);
    expect(selector.unregister(near)).toBe(key);
  });

  test("a closed descriptor's number can be registered by its new owner", () => {
    const [near] = makeSocketpair();
    const selector = opened();
    const fd = near.fileno();
    selector.register(near, BOTH, 'old');
    near.close();
    const [owner] = reuseNumbers(fd);
    expect(selector.select(0)).toEqual([]);
    const key = selector.register(owner as { fileno(): number }, EVENT_WRITE, 'new');
    expect(selector.select(0)).toEqual([[key, EVENT_WRITE]]);
  });

  test.each([
    [EVENT_READ, BOTH],
    [BOTH, EVENT_READ],
    [EVENT_WRITE, EVENT_READ],
  ])("modify() from %i to %i of a number that is another file's by now", (before, events) => {
    const [near, far] = makeSocketpair();
    const selector = opened();
    const [fd, farFd] = [near.fileno(), far.fileno()];
    selector.register(fd, before);
    near.close();
    far.close();
    reuseNumbers(fd, farFd)[1]?.send(Buffer.from('abc'));
    const key = selector.modify(fd, events);
    expect(selector.select(0)).toEqual([[key, events]]);
  });

  test("the child of a fork takes nothing of its parent's", () => {
    const [near] = makeSocketpair();
    const selector = opened();
    const key = selector.register(near, EVENT_WRITE);
    expect(spawnSync('true').status).toBe(0);
    expect(selector.select(0)).toEqual([[key, EVENT_WRITE]]);
  });

  test('null waits for an event, a negative time-out for nothing', () => {
    const [near] = makeSocketpair();
    const selector = opened();
    expect(selector.select(-1)).toEqual([]);
    const key = selector.register(near, EVENT_WRITE);
    expect(selector.select(null)).toEqual([[key, EVENT_WRITE]]);
    expect(selector.select(-1)).toEqual([[key, EVENT_WRITE]]);
  });

  test('with nothing registered it waits, as there is room for an event', () => {
    const selector = opened();
    const calls = recordCalls();
    expect(selector.select(0.05)).toEqual([]);
    expect(calls[0]).toEqual({ changes: 0, room: 1, timeoutNs: 50e6 });
  });

  test('a refused descriptor is an error and leaves no key', () => {
    const [near] = makeSocketpair();
    const selector = opened();
    const fd = near.fileno();
    near.close();
    expect(() => selector.register(fd, BOTH)).toThrow(expect.objectContaining({ code: 'EBADF' }));
    expect(selector.getMap()?.size).toBe(0);
  });

  test('a regular file is ready to be read until its end', () => {
    const file = openRegularFile();
    const selector = opened();
    const key = selector.register(file, EVENT_READ);
    expect(selector.select(0)).toEqual([[key, EVENT_READ]]);
    file.read(2 ** 20);
    expect(selector.select(0)).toEqual([]);
  });

  test('the first filter is taken back when the second is refused', () => {
    const file = openRegularFile();
    const selector = opened();
    if (system.refusesToWriteRegularFiles) {
      const registering = () => selector.register(file, BOTH);
      expect(registering).toThrow(expect.objectContaining({ code: 'EINVAL' }));
      expect(selector.getMap()?.size).toBe(0);
    } else {
      const key = selector.register(file, BOTH);
      expect(selector.select(0)).toEqual([[key, BOTH]]);
      selector.unregister(file);
    }
    expect(hasFilter(selector, file, KQ_FILTER_READ)).toBe(false);
  });

  test('a refused modification keeps what was watched before', () => {
    const file = openRegularFile();
    const selector = opened();
    const key = selector.register(file, EVENT_READ);
    if (system.refusesToWriteRegularFiles) {
      expect(() => selector.modify(file, EVENT_WRITE)).toThrow(OSError);
      expect(selector.getKey(file)).toBe(key);
      expect(selector.select(0)).toEqual([[key, EVENT_READ]]);
    } else {
      const modified = selector.modify(file, EVENT_WRITE);
      expect(selector.select(0)).toEqual([[modified, EVENT_WRITE]]);
    }
  });

  test('a pipe whose reader closes stays writable until it is unregistered', () => {
    const [reader, writer] = makePipe();
    const [near, far] = makeSocketpair();
    const selector = opened();
    selector.register(near, EVENT_READ);
    const key = selector.register(writer, EVENT_WRITE);
    reader.close();
    for (const _ of [1, 2, 3]) expect(selector.select(0)).toEqual([[key, EVENT_WRITE]]);
    expect(() => writer.write('x')).toThrow('EPIPE');

    far.send(Buffer.from('abc'));
    expect(masks(selector).size).toBe(2);
    selector.unregister(writer);
    expect(masks(selector)).toEqual(new Map([[near.fileno(), EVENT_READ]]));
  });

  test('a pipe whose reader has closed is not waited for, and its kqueue is readable', () => {
    const [reader, writer] = makePipe();
    const selector = opened();
    const key = selector.register(writer, EVENT_WRITE);
    reader.close();
    using outer = new PollSelector();
    const outerKey = outer.register(selector, EVENT_READ);
    for (const _ of [1, 2, 3]) {
      expect(outer.select(null)).toEqual([[outerKey, EVENT_READ]]);
      expect(selector.select(null)).toEqual([[key, EVENT_WRITE]]);
    }
  });

  test('a pipe whose reader closes is one entry, for both events', () => {
    const [reader, writer] = makePipe();
    const selector = opened();
    const key = selector.register(writer, BOTH);
    reader.close();
    for (const _ of [1, 2, 3]) {
      const [[readyKey, events], ...others] = selector.select(null) as [[unknown, number]];
      expect(others).toEqual([]);
      expect(readyKey).toBe(key);
      expect(events & EVENT_WRITE).toBe(EVENT_WRITE);
    }
    selector.modify(writer, EVENT_READ);
    expect(masks(selector).get(key.fd) ?? 0).toBeOneOf([0, EVENT_READ]);
  });

  test('a broken pipe that is closed is silent', () => {
    const [reader, writer] = makePipe();
    const selector = opened();
    selector.register(writer, EVENT_WRITE);
    reader.close();
    expect(selector.select(0)).toHaveLength(1);
    const fd = writer.fileno();
    writer.close();
    const startMs = performance.now();
    expect(selector.select(0.01)).toEqual([]);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(10);
    using outer = new PollSelector();
    outer.register(selector, EVENT_READ);
    expect(outer.select(0)).toEqual([]);
    expect(selector.unregister(writer).fd).toBe(fd);
  });

  test('a broken pipe that is closed leaves silence to the new owner of its number', () => {
    const [reader, writer] = makePipe();
    const selector = opened();
    const fd = writer.fileno();
    const key = selector.register(fd, EVENT_WRITE);
    reader.close();
    expect(selector.select(0)).toHaveLength(1);
    writer.close();
    const [owner] = reuseNumbers(fd);
    for (const _ of [1, 2]) expect(selector.select(0)).toEqual([]);
    expect(selector.unregister(fd)).toBe(key);
    expect(hasFilter(selector, fd, KQ_FILTER_WRITE)).toBe(false);
    const ownKey = selector.register(owner as { fileno(): number }, EVENT_WRITE);
    expect(selector.select(0)).toEqual([[ownKey, EVENT_WRITE]]);
  });

  test('a stack overflow in a wait loses no broken pipe', () => {
    // How deep a wait goes depends on what V8 has compiled by then.
    for (let round = 0; round < 50; round++) {
      const [reader, writer] = makePipe();
      using selector = new KqueueSelector();
      const key = selector.register(writer, EVENT_WRITE);
      reader.close();
      overflow(() => selector.select(0));
      for (const _ of [1, 2]) expect(selector.select(0)).toEqual([[key, EVENT_WRITE]]);
      writer.close();
    }
  });

  test('a socket that has filled up is writable no longer', () => {
    const [near] = makeSocketpair();
    const selector = opened();
    const key = selector.register(near, EVENT_WRITE);
    expect(selector.select(0)).toEqual([[key, EVENT_WRITE]]);
    near.setblocking(false);
    while (near.trySend(Buffer.alloc(2 ** 16)) !== null);
    expect(selector.select(0)).toEqual([]);
  });

  test('a broken pipe that is closed leaves nothing to the new owner of its number', () => {
    const [reader, writer] = makePipe();
    const selector = opened();
    const fd = writer.fileno();
    selector.register(writer, EVENT_WRITE);
    reader.close();
    expect(selector.select(0)).toHaveLength(1);
    writer.close();
    const [owner] = reuseNumbers(fd);
    const key = selector.register(owner as { fileno(): number }, EVENT_READ);
    expect(selector.select(0)).toEqual([]);
    expect(selector.getKey(fd)).toBe(key);
  });

  test('a pipe without a reader is refused, and leaves no key', () => {
    const [reader, writer] = makePipe();
    const selector = opened();
    reader.close();
    if (system.brokenPipeCode === '') {
      const key = selector.register(writer, EVENT_WRITE);
      for (const _ of [1, 2]) expect(selector.select(null)).toEqual([[key, EVENT_WRITE]]);
      return;
    }
    const registering = () => selector.register(writer, EVENT_WRITE);
    expect(registering).toThrow(expect.objectContaining({ code: system.brokenPipeCode }));
    if (system.brokenPipeCode === 'EPIPE') expect(registering).toThrow(BrokenPipeError);
    expect(selector.getMap()?.size).toBe(0);
    expect(() => selector.register(writer, BOTH)).toThrow(OSError);
    expect(hasFilter(selector, writer, KQ_FILTER_READ)).toBe(false);
  });

  test('there is room for both filters of every descriptor at once', () => {
    const pairs = Array.from({ length: 20 }, makeSocketpair);
    const selector = opened();
    for (const [near, far] of pairs) {
      selector.register(near, BOTH);
      far.send(Buffer.from('abc'));
    }
    expect([...masks(selector).values()]).toEqual(pairs.map(() => BOTH));
  });

  test('at most one kevent(2) a filter to register, modify and unregister', () => {
    const [near] = makeSocketpair();
    const selector = opened();
    const calls = recordCalls();
    const changesOf = (change: () => unknown): number[] => {
      calls.length = 0;
      change();
      return calls.map(({ changes }) => changes);
    };
    expect(changesOf(() => selector.register(near, BOTH))).toEqual([2]);
    expect(changesOf(() => selector.modify(near, EVENT_READ))).toEqual([1]);
    expect(changesOf(() => selector.modify(near, EVENT_WRITE))).toEqual([1, 1]);
    expect(changesOf(() => selector.modify(near, BOTH))).toEqual([2]);
    expect(changesOf(() => selector.unregister(near))).toEqual([2]);
    expect(changesOf(() => selector.register(near, EVENT_WRITE))).toEqual([1]);
    expect(changesOf(() => selector.select(null))).toEqual([0]);
    expect(changesOf(() => selector.unregister(near))).toEqual([1]);
  });

  test('both filters go when the first is gone already', () => {
    const [near] = makeSocketpair();
    const selector = opened();
    selector.register(near, BOTH);
    expect(hasFilter(selector, near, KQ_FILTER_READ)).toBe(true);
    const calls = recordCalls();
    selector.unregister(near);
    expect(calls.map(({ changes }) => changes)).toEqual([2, 1]);
    expect(hasFilter(selector, near, KQ_FILTER_WRITE)).toBe(false);
  });

  test('a time-out beyond what macOS takes', () => {
    const [near] = makeSocketpair();
    const selector = opened();
    const key = selector.register(near, EVENT_WRITE);
    const calls = recordCalls();
    expect(selector.select(2 ** 31)).toEqual([[key, EVENT_WRITE]]);
    expect(calls[0]?.timeoutNs).toBe(1e8 * 1e9);
  });

  test('what is registered from elsewhere ends a wait', () => {
    const selector = opened();
    const [near] = makeSocketpair();
    Kqueue.fromfd(selector.fileno()).control([new KEvent(near, KQ_FILTER_WRITE)], 0);
    expect(selector.select(null)).toEqual([]);
  });

  test('once closed it waits no more', () => {
    const selector = opened();
    const [near] = makeSocketpair();
    selector.register(near, EVENT_READ);
    selector.close();
    expect(() => selector.select(0)).toThrow('closed selector');
    expect(() => selector.fileno()).toThrow('closed');
  });
});

test('an unknown system is an error of the stand-in, not a guess', () => {
  process.env.SELECTORS_TS_KQUEUE_SYSTEM = 'plan9';
  onTestFinished(() => {
    delete process.env.SELECTORS_TS_KQUEUE_SYSTEM;
  });
  expect(() => new KqueueSelector()).toThrow(expect.objectContaining({ code: 'EINVAL' }));
});
