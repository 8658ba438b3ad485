import {
  AF_UNIX,
  MSG_DONTWAIT,
  OverflowError,
  SOCK_DGRAM,
  type Socket,
  ValueError,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasUnixSockets } from '../support/capabilities.js';
import { connected, datagramSocket, openPair, resizable } from '../support/sockets.js';

/** Bytes that say where they stand. */
function numbered(size: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: size }, (_, index) => index % 251));
}

describe('recv', () => {
  test.each([1, 100, 4095, 4096, 4097, 65_536, 65_537, 100_000])(
    'of %i bytes brings them as they were sent',
    (size) => {
      const [left, right] = openPair();
      const sent = numbered(size);
      left.sendall(sent);
      expect(right.recv(200_000).equals(sent)).toBe(true);
    },
  );

  test('keeps what it has given out', () => {
    const [left, right] = openPair();
    for (const size of [10, 5000, 100_000]) {
      left.sendall(Buffer.alloc(size, 'a'));
      const first = right.recv(200_000);
      left.sendall(Buffer.alloc(size, 'b'));
      const second = right.recv(200_000);
      expect(first.equals(Buffer.alloc(size, 'a'))).toBe(true);
      expect(second.equals(Buffer.alloc(size, 'b'))).toBe(true);
    }
  });

  test('does not take the size for a promise', () => {
    const [left, right] = openPair();
    for (const bufsize of [1000, 1 << 20, 2 ** 31 - 1]) {
      left.send(Buffer.from('ten bytes.'));
      const data = right.recv(bufsize);
      expect(data.toString()).toBe('ten bytes.');
      expect(data.buffer.byteLength).toBeLessThan(100_000);
    }
  });

  test.runIf(hasUnixSockets)(
    'of datagrams takes the largest whole, and no more memory than that',
    () => {
      const [left, right] = openPair(AF_UNIX, SOCK_DGRAM);
      const sent = numbered(100_000);
      left.send(sent);
      expect(right.recv(1 << 20).equals(sent)).toBe(true);
      left.send(Buffer.from('small'));
      const data = right.recv(1 << 20);
      expect(data.toString()).toBe('small');
      expect(data.buffer.byteLength).toBeLessThan(100_000);
    },
  );

  test('of 0 bytes takes nothing', () => {
    const [left, right] = openPair();
    left.send(Buffer.from('x'));
    expect(right.recv(0)).toHaveLength(0);
    expect(right.recv(10).toString()).toBe('x');
  });

  test('of too many bytes is an OverflowError, of fewer than none a ValueError', () => {
    const [, right] = openPair();
    for (const name of ['recv', 'tryRecv', 'recvfrom'] as const) {
      for (const bufsize of [2 ** 31, 2 ** 53, 1e300]) {
        expect(() => right[name](bufsize)).toThrow(OverflowError);
      }
      expect(() => right[name](-1)).toThrow(ValueError);
      expect(() => right[name](Number.NEGATIVE_INFINITY)).toThrow(ValueError);
      for (const bufsize of ['1', null, undefined, {}, [], 1n, 1.5, Number.NaN, Infinity]) {
        expect(() => right[name](bufsize as never)).toThrow(TypeError);
      }
    }
  });
});

describe('recvInto', () => {
  const kinds: Array<[name: string, receive: Receive]> = [
    ['recvInto', (socket, ...rest) => socket.recvInto(...rest)],
    ['tryRecvInto', (socket, ...rest) => socket.tryRecvInto(...rest)],
    ['recvfromInto', (socket, ...rest) => socket.recvfromInto(...rest)[0]],
  ];
  type Receive = (socket: Socket, ...rest: Parameters<Socket['recvInto']>) => number | null;

  describe.each(kinds)('as %s', (_name, receive) => {
    test('fills the whole buffer, or the first bytes', () => {
      const [left, right] = connected();
      left.send(Buffer.from('abcdefghij'));
      const buffer = Buffer.alloc(4, '.');
      expect(receive(right, buffer)).toBe(4);
      expect(buffer.toString()).toBe('abcd');
      expect(receive(right, buffer, 2)).toBe(2);
      expect(buffer.toString()).toBe('efcd');
      expect(receive(right, buffer)).toBe(4);
      expect(buffer.toString()).toBe('ghij');
    });

    test('writes through any view, and only there', () => {
      const memory = new ArrayBuffer(16);
      const views = [
        new Uint8Array(memory, 4, 4),
        new DataView(memory, 4, 4),
        new Int32Array(memory, 4, 1),
        new Float64Array(memory, 8, 1),
        new BigInt64Array(memory, 8, 1),
        Buffer.from(memory, 3, 5),
      ];
      for (const view of views) {
        const [left, right] = connected();
        new Uint8Array(memory).fill(0x2e);
        left.send(Buffer.alloc(100, 'x'));
        expect(receive(right, view)).toBe(view.byteLength);
        const expected = Buffer.alloc(16, '.').fill(
          'x',
          view.byteOffset,
          view.byteOffset + view.byteLength,
        );
        expect(Buffer.from(memory)).toEqual(expected);
      }
    });

    test('takes an empty buffer for what it is', () => {
      const [left, right] = connected();
      left.send(Buffer.from('x'));
      expect(receive(right, Buffer.alloc(0))).toBe(0);
      expect(right.recv(10).toString()).toBe('x');
    });

    test('refuses memory that has been transferred away, or can change its size', () => {
      const [left, right] = connected();
      left.send(Buffer.from('x'));
      const detached = new Uint8Array(10);
      structuredClone(detached, { transfer: [detached.buffer] });
      for (const buffer of [detached, resizable(10)]) {
        expect(() => receive(right, buffer)).toThrow(TypeError);
      }
      expect(right.recv(10).toString()).toBe('x');
    });

    test('refuses memory that is shared between threads', () => {
      const [left, right] = connected();
      left.send(Buffer.from('x'));
      const shared = new Uint8Array(new SharedArrayBuffer(10));
      expect(() => receive(right, shared)).toThrow(TypeError);
      expect(shared.every((byte) => byte === 0)).toBe(true);
    });

    test('refuses what is no memory', () => {
      const [, right] = connected();
      const bad = [
        'abc',
        null,
        undefined,
        10,
        [1, 2],
        {},
        new ArrayBuffer(10),
        new Proxy(new Uint8Array(10), {}),
        { buffer: new ArrayBuffer(10), byteOffset: 0, byteLength: 10, length: 10 },
        Object.create(Uint8Array.prototype),
        () => 0,
      ];
      for (const buffer of bad) expect(() => receive(right, buffer as never)).toThrow(TypeError);
    });

    test('refuses sizes that do not fit', () => {
      const [, right] = connected();
      const buffer = Buffer.alloc(10);
      expect(() => receive(right, buffer, 11)).toThrow('buffer too small for requested bytes');
      expect(() => receive(right, buffer, 2 ** 31 - 1)).toThrow(ValueError);
      expect(() => receive(right, buffer, -1)).toThrow(ValueError);
      expect(() => receive(right, buffer, 2 ** 40)).toThrow(OverflowError);
      for (const nbytes of ['1', null, {}, [], 1n, 1.5, Number.NaN, Infinity]) {
        expect(() => receive(right, buffer, nbytes as never)).toThrow(TypeError);
      }
    });

    test('believes no length but the memory’s own', () => {
      const [left, right] = connected();
      left.send(Buffer.alloc(100, 'x'));
      class Liar extends Uint8Array {
        override get byteLength() {
          return 1000;
        }
      }
      expect(receive(right, new Liar(10))).toBe(10);
      expect(receive(right, new Liar(10), 500)).toBe(10);
    });
  });
});

test('flags are C ints', () => {
  const socket = datagramSocket();
  const buffer = Buffer.alloc(1);
  const calls: Array<(flags: never) => unknown> = [
    (flags) => socket.recv(1, flags),
    (flags) => socket.tryRecv(1, flags),
    (flags) => socket.recvInto(buffer, 0, flags),
    (flags) => socket.tryRecvInto(buffer, 0, flags),
    (flags) => socket.recvfrom(1, flags),
    (flags) => socket.recvfromInto(buffer, 0, flags),
    (flags) => socket.send(buffer, flags),
    (flags) => socket.trySend(buffer, flags),
    (flags) => socket.sendall(buffer, flags),
    (flags) => socket.sendto(buffer, flags, ['127.0.0.1', 9]),
  ];
  for (const call of calls) {
    for (const flags of ['1', null, {}, [], 1n, 1.5, Number.NaN, Infinity, Symbol('1'), true]) {
      expect(() => call(flags as never), call.toString()).toThrow(TypeError);
    }
    for (const flags of [2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e300]) {
      expect(() => call(flags as never), call.toString()).toThrow(OverflowError);
    }
  }
  expect(() => socket.recv(1, MSG_DONTWAIT)).toThrow(expect.objectContaining({ code: 'EAGAIN' }));
});
