import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import {
  EPOLL_CLOEXEC,
  EPOLLERR,
  EPOLLET,
  EPOLLEXCLUSIVE,
  EPOLLHUP,
  EPOLLIN,
  EPOLLONESHOT,
  EPOLLOUT,
  Epoll,
  OSError,
  OverflowError,
  ValueError,
} from 'selectors-ts/select';
import { AF_INET, createServer, Socket } from 'selectors-ts/socket';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hasEpoll, needs } from '../support/capabilities.js';
import {
  closedNumber,
  keepAlive,
  makePipe,
  makeSocketpair,
  openRegularFile,
  reuseNumbers,
} from '../support/descriptors.js';
import { watchEpollTimeouts } from '../support/native.js';

needs(hasEpoll);

const both = EPOLLIN | EPOLLOUT;

function openEpoll(...args: ConstructorParameters<typeof Epoll>): Epoll {
  const ep = new Epoll(...args);
  onTestFinished(() => ep.close());
  return ep;
}

function connectedPair(): [client: Socket, server: Socket] {
  const listener = createServer(['127.0.0.1', 0]);
  onTestFinished(() => listener.close());
  const client = new Socket(AF_INET);
  onTestFinished(() => client.close());
  client.setblocking(false);
  const address = listener.getsockname() as [string, number];
  expect(() => client.connect(address)).toThrow(expect.objectContaining({ code: 'EINPROGRESS' }));
  const [server] = listener.accept();
  onTestFinished(() => server.close());
  return [client, server];
}

const sorted = (events: Array<[number, number]>) => events.sort(([a], [b]) => a - b);

test('test_create', () => {
  const ep = openEpoll(16);
  expect(ep.fileno()).toBeGreaterThan(0);
  expect(ep.closed).toBe(false);
  ep.close();
  expect(ep.closed).toBe(true);
  expect(() => ep.fileno()).toThrow(ValueError);

  new Epoll(-1, EPOLL_CLOEXEC).close();
  new Epoll(undefined, EPOLL_CLOEXEC).close();
  new Epoll(undefined, 0).close();
});

test('test_badcreate', () => {
  const make =
    (...args: unknown[]) =>
    () =>
      new Epoll(...(args as [number, number]));
  expect(make(1, 2, 3)).toThrow(TypeError);
  for (const sizehint of ['foo', null, [], ['foo'], {}]) expect(make(sizehint)).toThrow(TypeError);
  expect(make(0)).toThrow(ValueError);
  expect(make(-2)).toThrow(ValueError);
  expect(make(undefined, 12356)).toThrow(OSError);
  expect(make(undefined, 12356)).toThrow(expect.objectContaining({ code: 'EINVAL' }));
});

test('test_context_manager', () => {
  const outer = openEpoll();
  {
    using ep = outer;
    expect(ep.fileno()).toBeGreaterThan(0);
    expect(ep.closed).toBe(false);
  }
  expect(outer.closed).toBe(true);
  expect(() => outer.fileno()).toThrow(ValueError);
});

test('test_add', () => {
  const [client, server] = connectedPair();
  const byNumber = openEpoll(2);
  byNumber.register(server.fileno(), both);
  byNumber.register(client.fileno(), both);

  // objects with fileno() will do, too
  const byObject = openEpoll(2);
  byObject.register(server, both);
  byObject.register(client, both);

  const ep = openEpoll(2);
  expect(() => ep.register({} as never, both)).toThrow(TypeError);
  expect(() => ep.register(null as never, both)).toThrow(TypeError);
  expect(() => ep.register(-1, both)).toThrow(ValueError);
  expect(() => ep.register(19_999, both)).toThrow(expect.objectContaining({ code: 'EBADF' }));
  // twice
  ep.register(server, both);
  expect(() => ep.register(server, both)).toThrow(
    expect.objectContaining({ name: 'FileExistsError', code: 'EEXIST' }),
  );
});

test('test_fromfd', () => {
  const [client, server] = connectedPair();
  const ep = openEpoll(2);
  const ep2 = Epoll.fromfd(ep.fileno());
  ep2.register(server.fileno(), both);
  ep2.register(client.fileno(), both);

  expect(ep.poll(1, 4).length).toBe(2);
  expect(ep2.poll(0.9, 4).length).toBe(2);
  ep.close();
  expect(() => ep2.poll(1, 4)).toThrow(expect.objectContaining({ code: 'EBADF' }));
});

test('test_control_and_wait', () => {
  const [client, server] = connectedPair();
  const [c, s] = [client.fileno(), server.fileno()];
  const ep = openEpoll(16);
  ep.register(s, both | EPOLLET);
  ep.register(c, both | EPOLLET);

  const all = (events: number) =>
    sorted([
      [c, events],
      [s, events],
    ]);
  expect(sorted(ep.poll(1, 4))).toEqual(all(EPOLLOUT));
  // nothing new
  expect(ep.poll(0.1, 4)).toEqual([]);

  // on the loopback what is sent has arrived
  client.sendall(Buffer.from('Hello!'));
  server.sendall(Buffer.from('world!!!'));
  expect(sorted(ep.poll(1, 4))).toEqual(all(both));

  ep.unregister(c);
  ep.modify(s, EPOLLOUT);
  expect(ep.poll(1, 4)).toEqual([[s, EPOLLOUT]]);
});

test('test_errors', () => {
  expect(() => new Epoll(-2)).toThrow(ValueError);
  expect(() => openEpoll().register(-1, EPOLLIN)).toThrow(ValueError);
});

test('test_unregister_closed', () => {
  const [, server] = connectedPair();
  const fd = server.fileno();
  const ep = openEpoll(16);
  ep.register(server);
  expect(ep.poll(1, 4)).toEqual([[fd, EPOLLOUT]]);
  server.close();
  expect(() => ep.unregister(fd)).toThrow(expect.objectContaining({ code: 'EBADF' }));
});

test('test_close', () => {
  const fd = openRegularFile().fileno();
  const ep = openEpoll();
  expect(Number.isInteger(ep.fileno())).toBe(true);
  expect(ep.closed).toBe(false);

  ep.close();
  expect(ep.closed).toBe(true);
  expect(() => ep.fileno()).toThrow(ValueError);
  // more than once
  ep.close();

  expect(() => ep.modify(fd, EPOLLIN)).toThrow(ValueError);
  expect(() => ep.poll(1)).toThrow(ValueError);
  expect(() => ep.pollInto(new Int32Array(2), 1)).toThrow(ValueError);
  expect(() => ep.register(fd, EPOLLIN)).toThrow(ValueError);
  expect(() => ep.unregister(fd)).toThrow(ValueError);
});

test('test_fd_non_inheritable', () => {
  const ep = openEpoll();
  const info = readFileSync(`/proc/self/fdinfo/${ep.fileno()}`, 'latin1');
  const flags = Number.parseInt(/^flags:\s*(\d+)/m.exec(info)?.[1] ?? '', 8);
  // O_CLOEXEC
  expect(flags & 0o2000000).not.toBe(0);
});

describe('Epoll', () => {
  test('a regular file is EPERM', () => {
    const file = openRegularFile();
    expect(() => openEpoll().register(file, EPOLLIN)).toThrow(
      expect.objectContaining({ name: 'PermissionError', code: 'EPERM', syscall: 'epoll_ctl' }),
    );
  });

  test('HUP and ERR wake whatever was asked for', () => {
    const ep = openEpoll();
    const [reader, writer] = makePipe();
    const [other, otherWriter] = makePipe();
    ep.register(reader, 0);
    ep.register(otherWriter, 0);
    expect(ep.poll(0)).toEqual([]);
    writer.close();
    other.close();
    expect(sorted(ep.poll())).toEqual(
      sorted([
        [reader.fileno(), EPOLLHUP],
        [otherWriter.fileno(), EPOLLERR],
      ]),
    );
  });

  test('EPOLLEXCLUSIVE goes neither with EPOLLONESHOT nor with a later modify()', () => {
    const ep = openEpoll();
    const [left, right] = makeSocketpair();
    const invalid = expect.objectContaining({ code: 'EINVAL' });
    expect(() => ep.register(left, EPOLLIN | EPOLLEXCLUSIVE | EPOLLONESHOT)).toThrow(invalid);
    ep.register(left, EPOLLIN | EPOLLEXCLUSIVE);
    expect(() => ep.modify(left, EPOLLIN)).toThrow(invalid);
    right.send(Buffer.from('x'));
    expect(ep.poll()).toEqual([[left.fileno(), EPOLLIN]]);
  });

  test('EPOLLONESHOT reports once, until modify()', () => {
    const ep = openEpoll();
    const [left] = makeSocketpair();
    const ready = [[left.fileno(), EPOLLOUT]];
    ep.register(left, EPOLLOUT | EPOLLONESHOT);
    expect(ep.poll(0)).toEqual(ready);
    expect(ep.poll(0)).toEqual([]);
    ep.modify(left, EPOLLOUT | EPOLLONESHOT);
    expect(ep.poll(0)).toEqual(ready);
  });

  test('is the bare kernel object: a closed file that lives on is reported by its old number', () => {
    const ep = openEpoll();
    const [left, right] = makeSocketpair();
    const fd = left.fileno();
    ep.register(left, EPOLLOUT);
    keepAlive(fd);
    left.close();
    expect(ep.poll(0)).toEqual([[fd, EPOLLOUT]]);
    reuseNumbers(fd);
    expect(ep.poll(0)).toEqual([[fd, EPOLLOUT]]);
    expect(() => ep.unregister(fd)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    right.close();
  });

  test('a closed file that does not live on is silent', () => {
    const ep = openEpoll();
    const [left] = makeSocketpair();
    ep.register(left, EPOLLOUT);
    left.close();
    expect(ep.poll(0)).toEqual([]);
  });

  test('maxevents: at most so many, the others the next time', () => {
    const ep = openEpoll();
    const sockets = [...makeSocketpair(), ...makeSocketpair()];
    for (const socket of sockets) ep.register(socket, EPOLLOUT);
    const seen = [...ep.poll(0, 3), ...ep.poll(0, 1)].map(([fd]) => fd);
    expect(seen.sort()).toEqual(sockets.map((socket) => socket.fileno()).sort());
    expect(ep.poll(0, 2 ** 31 - 1).length).toBe(4);
    for (const maxevents of [0, -2]) expect(() => ep.poll(0, maxevents)).toThrow(ValueError);
    expect(() => ep.poll(0, 2 ** 31)).toThrow(OverflowError);
    expect(() => ep.poll(0, 1.5)).toThrow(TypeError);
  });

  test('masks are 32 bits', () => {
    const ep = openEpoll();
    const [left] = makeSocketpair();
    ep.register(left, EPOLLOUT | EPOLLET);
    expect(ep.poll(0)).toEqual([[left.fileno(), EPOLLOUT]]);
    expect(() => ep.modify(left, 2 ** 32)).toThrow(OverflowError);
    expect(() => ep.modify(left, 0.5)).toThrow(TypeError);
    expect(() => ep.modify(closedNumber(), EPOLLIN)).toThrow(
      expect.objectContaining({ code: 'EBADF' }),
    );
  });

  test('a time-out reaches the kernel in whole milliseconds, none more than asked for', () => {
    const ep = openEpoll();
    const [left] = makeSocketpair();
    ep.register(left, EPOLLOUT);
    const timeouts = watchEpollTimeouts();
    for (const timeout of [null, -1, -1e-100, 0, 0.069, 0.0691, 1e-12]) ep.poll(timeout);
    expect(timeouts()).toEqual([-1, -1, -1, 0, 69, 70, 1]);
  });

  test('fromfd() does not own the number until it is told to close it', () => {
    const ep = openEpoll();
    const adopted = Epoll.fromfd(ep.fileno());
    expect(adopted.fileno()).toBe(ep.fileno());
    const fd = adopted.fileno();
    adopted.close();
    expect(adopted.closed).toBe(true);
    expect(() => ep.poll(0)).toThrow(expect.objectContaining({ code: 'EBADF' }));
    // the number names nothing of ours any more
    expect(() => ep.close()).toThrow(
      expect.objectContaining({ code: 'EBADF', errno: -constants.errno.EBADF }),
    );
    expect(fd).toBeGreaterThan(0);
    for (const stranger of ['1', null, {}, 1.5] as never[]) {
      expect(() => Epoll.fromfd(stranger)).toThrow(TypeError);
    }
    expect(() => Epoll.fromfd(-1)).toThrow(ValueError);
  });
});

describe('Epoll.pollInto()', () => {
  test('writes pairs into the memory it is given', () => {
    const ep = openEpoll();
    const [left, right] = makeSocketpair();
    ep.register(left, EPOLLIN);
    ep.register(right, EPOLLOUT);
    const out = new Int32Array(5).fill(-7);
    expect(ep.pollInto(out)).toBe(1);
    expect([...out]).toEqual([right.fileno(), EPOLLOUT, -7, -7, -7]);
    ep.unregister(right);
    expect(ep.pollInto(out, 0)).toBe(0);
  });

  test('what there was no room for comes the next time, and nobody is left out', () => {
    const ep = openEpoll();
    const sockets = Array.from({ length: 10 }, () => makeSocketpair()[0]);
    for (const socket of sockets) ep.register(socket, EPOLLOUT);
    const out = new Int32Array(6);
    const seen = new Map<number, number>();
    for (let call = 0; call < 10; call++) {
      expect(ep.pollInto(out, 0)).toBe(3);
      for (const at of [0, 2, 4])
        seen.set(out[at] as number, (seen.get(out[at] as number) ?? 0) + 1);
    }
    expect([...seen.values()]).toEqual(Array(10).fill(3));
  });

  test('refuses memory that is none or too small', () => {
    const ep = openEpoll();
    for (const out of [null, [], new Float64Array(4), 4] as never[]) {
      expect(() => ep.pollInto(out, 0)).toThrow(TypeError);
    }
    expect(() => ep.pollInto(new Int32Array(new SharedArrayBuffer(8)), 0)).toThrow(TypeError);
    expect(() => ep.pollInto(new Int32Array(1), 0)).toThrow(ValueError);
  });
});
