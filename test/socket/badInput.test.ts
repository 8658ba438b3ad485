import {
  AF_INET,
  AF_UNIX,
  createServer,
  fromfd,
  OverflowError,
  SOCK_STREAM,
  Socket,
  socketpair,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { connected, openPair, openSocket, resizable } from '../support/sockets.js';

const notIntegers = ['1', null, {}, [], 1n, 1.5, Number.NaN, Infinity, Symbol('1'), true];
const hugeIntegers = [2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e300];

describe('integers that are none, or none of C', () => {
  const socket = new Socket();
  socket.close();
  const calls: Array<[name: string, call: (value: never) => unknown]> = [
    ['a family', (value) => new Socket(value)],
    ['a type', (value) => new Socket(AF_INET, value)],
    ['a protocol', (value) => new Socket(AF_INET, SOCK_STREAM, value)],
    ['a pair’s family', (value) => socketpair(value)],
    ['a pair’s type', (value) => socketpair(AF_UNIX, value)],
    ['a pair’s protocol', (value) => socketpair(AF_UNIX, SOCK_STREAM, value)],
    ['a descriptor', (value) => fromfd(value, AF_INET, SOCK_STREAM)],
    ['the family of a descriptor', (value) => fromfd(0, value, SOCK_STREAM)],
    ['the type of a descriptor', (value) => fromfd(0, AF_INET, value)],
    ['the protocol of a descriptor', (value) => fromfd(0, AF_INET, SOCK_STREAM, value)],
    ['a backlog', (value) => socket.listen(value)],
    ['a direction', (value) => socket.shutdown(value)],
    ['a server’s family', (value) => createServer(['', 0], { family: value })],
  ];

  test.each(calls)('%s', (_name, call) => {
    for (const value of notIntegers) expect(() => call(value as never)).toThrow(TypeError);
    for (const value of hugeIntegers) expect(() => call(value as never)).toThrow(OverflowError);
  });

  test('a fileno', () => {
    for (const fileno of notIntegers.filter((value) => value !== null)) {
      expect(() => new Socket(-1, -1, -1, fileno as never)).toThrow(TypeError);
    }
    for (const fileno of hugeIntegers) {
      expect(() => new Socket(-1, -1, -1, fileno)).toThrow(OverflowError);
    }
  });
});

describe('data', () => {
  const calls: Array<[name: string, call: (socket: Socket, data: never) => unknown]> = [
    ['send', (socket, data) => socket.send(data)],
    ['trySend', (socket, data) => socket.trySend(data)],
    ['sendall', (socket, data) => socket.sendall(data)],
    ['sendto', (socket, data) => socket.sendto(data, ['127.0.0.1', 9])],
    ['sendto with flags', (socket, data) => socket.sendto(data, 0, ['127.0.0.1', 9])],
  ];

  test.each(calls)('of %s is a view of memory that is not shared', (_name, call) => {
    const [client, served] = connected();
    const bad = [
      'abc',
      null,
      undefined,
      10,
      [1, 2],
      {},
      new ArrayBuffer(10),
      new Uint8Array(new SharedArrayBuffer(10)),
      new Proxy(new Uint8Array(10), {}),
      { buffer: new ArrayBuffer(10), byteOffset: 0, byteLength: 10, length: 10 },
      Object.create(Uint8Array.prototype),
    ];
    for (const data of bad) expect(() => call(client, data as never)).toThrow(TypeError);
    expect(served.tryRecv(1)).toBe(null);
  });

  test.each(calls.slice(0, 3))('of %s may be any view', (_name, call) => {
    const bytes = new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).buffer;
    for (const view of [
      new Uint8Array(bytes, 4, 4),
      new DataView(bytes, 4, 4),
      new Int16Array(bytes, 4, 2),
      new Float32Array(bytes, 4, 1),
    ]) {
      const [client, served] = connected();
      call(client, view as never);
      expect([...served.recv(100)]).toEqual([4, 5, 6, 7]);
    }
  });

  test.each(calls.slice(0, 3))('of %s that is empty is nothing', (_name, call) => {
    const [client, served] = connected();
    call(client, Buffer.alloc(0) as never);
    expect(served.tryRecv(1)).toBe(null);
  });

  test.each(calls)('of %s is neither detached nor resizable', (_name, call) => {
    const [client, served] = connected();
    const detached = new Uint8Array(10);
    structuredClone(detached, { transfer: [detached.buffer] });
    expect(() => call(client, detached as never)).toThrow(TypeError);
    expect(() => call(client, resizable(10) as never)).toThrow(TypeError);
    expect(served.tryRecv(1)).toBe(null);
  });

  test.each(calls.slice(0, 3))('of %s is as long as its memory', (_name, call) => {
    const lies = [1000, 2 ** 40, 1e300, Infinity, -1, -Infinity, Number.NaN, '1', {}, null, 1n];
    for (const length of lies) {
      const [client, served] = connected();
      const liar = new Uint8Array(10);
      Object.defineProperty(liar, 'byteLength', { value: length });
      call(client, liar as never);
      expect(served.recv(100)).toHaveLength(10);
      expect(served.tryRecv(100)).toBe(null);
    }
  });

  test('whose getters throw passes the error on', () => {
    const [client] = openPair();
    const data = new Uint8Array(10);
    Object.defineProperty(data, 'byteLength', {
      get: () => {
        throw new Error('from the getter');
      },
    });
    expect(() => client.sendall(data)).toThrow('from the getter');
  });

  test('whose getter closes the socket goes nowhere', () => {
    const [client, served] = openPair();
    const data = new Uint8Array(10);
    Object.defineProperty(data, 'byteLength', {
      get: () => {
        client.close();
        return 10;
      },
    });
    expect(() => client.sendall(data)).toThrow(expect.objectContaining({ code: 'EBADF' }));
    expect(served.recv(10)).toHaveLength(0);
  });

  test('in an address whose getter closes the socket goes nowhere', () => {
    const socket = openSocket();
    const address = ['127.0.0.1', 0] as [string, number];
    Object.defineProperty(address, 0, {
      get: () => {
        socket.close();
        return '127.0.0.1';
      },
    });
    expect(() => socket.bind(address)).toThrow(expect.objectContaining({ code: 'EBADF' }));
  });
});

describe('a `this` from elsewhere', () => {
  const impostors = [
    undefined,
    null,
    7,
    {},
    { fileno: () => 0 },
    Object.create(Socket.prototype),
    new Proxy(openForever(), {}),
  ];

  function openForever(): Socket {
    const socket = new Socket();
    socket.close();
    return socket;
  }

  const names = Object.getOwnPropertyNames(Socket.prototype).filter(
    (name) => name !== 'constructor',
  );

  test.each(names)('is a TypeError for %s', (name) => {
    const { value, get } = Object.getOwnPropertyDescriptor(Socket.prototype, name) ?? {};
    for (const impostor of impostors) {
      expect(() => (value ?? get).call(impostor, Buffer.alloc(1), 1, 1)).toThrow(TypeError);
    }
  });

  test('is a TypeError for the class itself', () => {
    expect(() => (Socket as unknown as () => void)()).toThrow(TypeError);
  });
});

test('a subclass is a socket', () => {
  class Loud extends Socket {
    override fileno(): number {
      return -7;
    }
  }
  const loud = new Loud();
  loud.bind(['127.0.0.1', 0]);
  loud.close();
  expect(loud.getblocking()).toBe(true);
});
