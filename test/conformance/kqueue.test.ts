import { readFileSync } from 'node:fs';
import { EVENT_READ, EVENT_WRITE, KqueueSelector } from 'selectors-ts';
import {
  KEvent,
  KQ_EV_ADD,
  KQ_EV_DELETE,
  KQ_EV_ENABLE,
  KQ_EV_ERROR,
  KQ_EV_ONESHOT,
  KQ_FILTER_READ,
  KQ_FILTER_WRITE,
  Kqueue,
  NotImplementedError,
  OSError,
  OverflowError,
  ValueError,
} from 'selectors-ts/select';
import { AF_INET, createServer, Socket } from 'selectors-ts/socket';
import { expect, onTestFinished, test } from 'vitest';
import { hasKqueue, hasProc } from '../support/capabilities.js';
import { closedNumber, makeSocketpair, openRegularFile } from '../support/descriptors.js';

if (hasKqueue) {
  kqueueTests();
} else {
  test('there is no kqueue here, and it says so', () => {
    expect(Kqueue.isAvailable).toBe(false);
    expect(() => new Kqueue()).toThrow(NotImplementedError);
    expect(() => new KEvent(0)).toThrow(NotImplementedError);
  });
}

function openKqueue(): Kqueue {
  const kq = new Kqueue();
  onTestFinished(() => kq.close());
  return kq;
}

function kqueueTests(): void {
  const added = KQ_EV_ADD | KQ_EV_ENABLE;

  test('test_create_queue', () => {
    const kq = openKqueue();
    expect(kq.fileno()).toBeGreaterThan(0);
    expect(kq.closed).toBe(false);
    kq.close();
    expect(kq.closed).toBe(true);
    expect(() => kq.fileno()).toThrow(ValueError);
  });

  test('test_create_event', () => {
    const fd = openRegularFile().fileno();
    const other = new KEvent(1000);
    const fieldsOf = (...args: ConstructorParameters<typeof KEvent>) => {
      const { ident, filter, flags, fflags, data, udata } = new KEvent(...args);
      return [ident, filter, flags, fflags, data, udata];
    };
    expect(fieldsOf(fd)).toEqual([fd, KQ_FILTER_READ, KQ_EV_ADD, 0, 0, 0]);
    expect(new KEvent(fd)).toEqual(new KEvent(fd));
    expect(new KEvent(fd)).not.toEqual(other);
    expect(fieldsOf(fd, KQ_FILTER_WRITE)).toEqual([fd, KQ_FILTER_WRITE, KQ_EV_ADD, 0, 0, 0]);
    expect(fieldsOf(fd, KQ_FILTER_WRITE, KQ_EV_ONESHOT)).toEqual([
      ...[fd, KQ_FILTER_WRITE, KQ_EV_ONESHOT],
      ...[0, 0, 0],
    ]);
    expect(fieldsOf(1, 2, 3, 4, 5, 6)).toEqual([1, 2, 3, 4, 5, 6]);
    const large = [0x7fff, 1, 2, 3, 0x7ffe, 0x7fff] as const;
    expect(fieldsOf(...large)).toEqual([...large]);
    expect(fieldsOf(0, 1, 0xffff)).toEqual([0, 1, 0xffff, 0, 0, 0]);
    expect(fieldsOf(0, 1, 2, 0xffffffff)).toEqual([0, 1, 2, 0xffffffff, 0, 0]);
    // an object for its descriptor
    expect(fieldsOf({ fileno: () => 7 })[0]).toBe(7);

    expect(() => new KEvent(0, 1, 0x10000)).toThrow(OverflowError);
    expect(() => new KEvent(0, 1, 2, 2 ** 32)).toThrow(OverflowError);
    expect(() => new KEvent({} as never)).toThrow(TypeError);
  });

  test('test_queue_event', () => {
    const listener = createServer(['127.0.0.1', 0]);
    const client = new Socket(AF_INET);
    client.connect(listener.getsockname() as [string, number]);
    const [server] = listener.accept();
    onTestFinished(() => {
      for (const socket of [listener, client, server]) socket.close();
    });
    const [c, s] = [client.fileno(), server.fileno()];

    const kq = openKqueue();
    const kq2 = Kqueue.fromfd(kq.fileno());
    kq.control([new KEvent(s, KQ_FILTER_WRITE, added)], 0);
    kq.control([new KEvent(s, KQ_FILTER_READ, added)], 0);
    kq2.control([new KEvent(c, KQ_FILTER_WRITE, added)], 0);
    kq2.control([new KEvent(c, KQ_FILTER_READ, added)], 0);

    const reported = (events: KEvent[]) =>
      new Set(events.map(({ ident, filter }) => `${ident} ${filter}`));
    expect(reported(kq.control(null, 4, 1))).toEqual(
      new Set([`${c} ${KQ_FILTER_WRITE}`, `${s} ${KQ_FILTER_WRITE}`]),
    );

    // on the loopback what is sent has arrived
    client.send(Buffer.from('Hello!'));
    server.send(Buffer.from('world!!!'));
    expect(reported(kq.control(null, 4, 1))).toEqual(
      new Set([
        `${c} ${KQ_FILTER_WRITE}`,
        `${c} ${KQ_FILTER_READ}`,
        `${s} ${KQ_FILTER_WRITE}`,
        `${s} ${KQ_FILTER_READ}`,
      ]),
    );

    kq.control([new KEvent(c, KQ_FILTER_WRITE, KQ_EV_DELETE)], 0);
    kq.control([new KEvent(c, KQ_FILTER_READ, KQ_EV_DELETE)], 0);
    kq.control([new KEvent(s, KQ_FILTER_READ, KQ_EV_DELETE)], 0, 0);
    expect(reported(kq.control([], 4, 0.99))).toEqual(new Set([`${s} ${KQ_FILTER_WRITE}`]));
  });

  test('testPair', () => {
    const kq = openKqueue();
    const [a, b] = makeSocketpair();
    a.send(Buffer.from('foo'));
    const events = [a, b].map((socket) => new KEvent(socket, KQ_FILTER_READ, added));
    const ready = kq.control(events, 1, 1);
    expect(ready.length).toBe(1);
    const [{ ident, flags, data }] = ready as [KEvent];
    expect(ident).toBe(b.fileno());
    expect(flags & KQ_EV_ERROR).toBe(0);
    expect(b.recv(data).toString()).toBe('foo');
  });

  test('test_issue30058', () => {
    // changelist must be an iterable
    const kq = openKqueue();
    const [a] = makeSocketpair();
    const event = new KEvent(a, KQ_FILTER_READ, added);
    kq.control([event], 0);
    // no array
    kq.control(new Set([event]), 0);
    // its length is not consistent with its iterator
    kq.control(
      {
        length: 0,
        *[Symbol.iterator]() {
          for (let i = 0; i < 100; i++) yield event;
        },
      } as Iterable<KEvent>,
      0,
    );
    // it has no length
    kq.control([event][Symbol.iterator](), 0);
    for (const stranger of [event, 1, {}, [1], [null]] as never[]) {
      expect(() => kq.control(stranger, 0)).toThrow(TypeError);
    }
  });

  test('test_close', () => {
    const kq = openKqueue();
    expect(Number.isInteger(kq.fileno())).toBe(true);
    expect(kq.closed).toBe(false);
    kq.close();
    expect(kq.closed).toBe(true);
    expect(() => kq.fileno()).toThrow(ValueError);
    // more than once
    kq.close();
    expect(() => kq.control(null, 4)).toThrow(ValueError);
  });

  if (hasProc) {
    test('test_fd_non_inheritable', () => {
      const info = readFileSync(`/proc/self/fdinfo/${openKqueue().fileno()}`, 'latin1');
      const flags = Number.parseInt(/^flags:\s*(\d+)/m.exec(info)?.[1] ?? '', 8);
      // O_CLOEXEC
      expect(flags & 0o2000000).not.toBe(0);
    });
  }

  test('a change that fails is an event where there is room for it, and an OSError where not', () => {
    const kq = openKqueue();
    const fd = closedNumber();
    const change = new KEvent(fd, KQ_FILTER_READ, KQ_EV_ADD);
    expect(() => kq.control([change], 0)).toThrow(
      expect.objectContaining({ code: 'EBADF', syscall: 'kevent' }),
    );
    const [event] = kq.control([change], 1, 0) as [KEvent];
    expect(event.ident).toBe(fd);
    expect(event.flags & KQ_EV_ERROR).toBe(KQ_EV_ERROR);
    expect(() => kq.control([new KEvent(0, KQ_FILTER_READ, KQ_EV_DELETE)], 0)).toThrow(
      expect.objectContaining({ code: 'ENOENT' }),
    );
  });

  test('with no room for events it does not wait', () => {
    expect(openKqueue().control(null, 0, null)).toEqual([]);
  });

  test('bad room and time-outs', () => {
    const kq = openKqueue();
    expect(() => kq.control(null, -1, 0)).toThrow(ValueError);
    expect(() => kq.control(null, 2 ** 31, 0)).toThrow(OverflowError);
    expect(() => kq.control(null, 1, -1)).toThrow(ValueError);
    expect(() => kq.control(null, 1, Number.NaN)).toThrow(ValueError);
    expect(() => kq.control(null, 1, Number.POSITIVE_INFINITY)).toThrow(OverflowError);
    expect(() => kq.control(null, 1, '1' as never)).toThrow(TypeError);
  });

  /** A kqueue can be watched for reading, and for writing on no system; something is ready in it. */
  function openReadableKqueue(): Kqueue {
    const kq = openKqueue();
    const [near] = makeSocketpair();
    kq.control([new KEvent(near, KQ_FILTER_WRITE, KQ_EV_ADD)], 0);
    return kq;
  }

  function openSelector(): KqueueSelector {
    const s = new KqueueSelector();
    onTestFinished(() => s.close());
    return s;
  }

  test('register(): a number that only ends as a descriptor does is none', () => {
    const s = openSelector();
    const [near] = makeSocketpair();
    expect(() => s.register(2 ** 32 + near.fileno(), EVENT_READ)).toThrow(OverflowError);
    expect(s.getMap()?.size).toBe(0);
  });

  test('register(): the first filter is taken back when the second is refused', () => {
    const s = openSelector();
    const kq = openReadableKqueue();
    expect(() => s.register(kq, EVENT_READ | EVENT_WRITE)).toThrow(OSError);
    expect(s.getMap()?.size).toBe(0);
    expect(Kqueue.fromfd(s.fileno()).control(null, 4, 0)).toEqual([]);
  });

  test('modify(): a refusal keeps the old registration and its filters', () => {
    const s = openSelector();
    const kq = openReadableKqueue();
    const key = s.register(kq, EVENT_READ, 'data');
    expect(() => s.modify(kq, EVENT_READ | EVENT_WRITE)).toThrow(OSError);
    expect(() => s.modify(kq, EVENT_WRITE)).toThrow(OSError);
    expect(s.getKey(kq)).toBe(key);
    expect(s.select(0)).toEqual([[key, EVENT_READ]]);
    expect(Kqueue.fromfd(s.fileno()).control(null, 4, 0).length).toBe(1);
  });
}
