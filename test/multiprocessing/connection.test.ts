/**
 * Pipes of messages: CPython's `_TestConnection` and `_TestPoll`, under their names.
 */
import { constants } from 'node:buffer';
import { writeSync } from 'node:fs';
import { DefaultSelector, EVENT_READ, Waker } from 'selectors-ts';
import {
  BrokenPipeError,
  BufferTooShort,
  Connection,
  EOFError,
  OSError,
  OverflowError,
  Pipe,
  ValueError,
} from 'selectors-ts/multiprocessing';
import { describe, expect, test, vi } from 'vitest';
import { hasFileDescriptors, hasPipes, hasSignals } from '../support/capabilities.js';
import {
  closedNumber,
  makePipe as makeKernelPipe,
  makeSocketpair,
} from '../support/descriptors.js';
import { makePipe, startWithPipe } from './start.js';

const MIB = 2 ** 20;

describe("CPython's tests", () => {
  test('test_connection', () => {
    const [child, connection] = startWithPipe('echo', [], { daemon: true });
    const message = Buffer.from('hello world');
    const longMessage = Buffer.alloc(110, message);
    const integers = Int32Array.of(0, 1, 2, 3);
    expect(Number.isInteger(connection.fileno())).toBe(true);

    connection.sendBytes(message);
    expect(connection.recvBytes()).toEqual(message);

    const buffer = new Int32Array(10);
    connection.sendBytes(integers);
    expect(connection.recvBytesInto(buffer)).toBe(16);
    expect([...buffer]).toEqual([0, 1, 2, 3, 0, 0, 0, 0, 0, 0]);
    buffer.fill(0);
    connection.sendBytes(integers);
    expect(connection.recvBytesInto(buffer, 3 * 4)).toBe(16);
    expect([...buffer]).toEqual([0, 0, 0, 0, 1, 2, 3, 0, 0, 0]);

    connection.sendBytes(longMessage);
    expect(() => connection.recvBytesInto(Buffer.alloc(40))).toThrow(
      expect.objectContaining({ name: 'BufferTooShort', data: longMessage }),
    );

    expect(connection.poll()).toBe(false);
    expect(connection.poll(-1)).toBe(false);
    expect(connection.poll(0.02)).toBe(false);
    connection.sendBytes(message);
    expect(connection.poll(null)).toBe(true);
    expect(connection.poll()).toBe(true);
    expect(connection.recvBytes()).toEqual(message);

    const big = Buffer.alloc(16 * MIB, 'X');
    connection.sendBytes(big);
    expect(connection.recvBytes().equals(big)).toBe(true);

    connection.sendBytes(Buffer.alloc(0));
    expect(connection.readable).toBe(true);
    expect(connection.writable).toBe(true);
    expect(() => connection.recv()).toThrow(EOFError);
    expect(() => connection.recvBytes()).toThrow(EOFError);
    expect(connection.poll()).toBe(true);
    child.join();
    expect(child.exitcode).toBe(0);
  });

  test('test_duplex_false', () => {
    const [reader, writer] = makePipe(false);
    writer.send(1);
    expect(reader.recv()).toBe(1);
    expect([reader.readable, reader.writable]).toEqual([true, false]);
    expect([writer.readable, writer.writable]).toEqual([false, true]);
    const kind = { name: 'OSError', code: 'EBADF' };
    const readOnly = expect.objectContaining({ ...kind, message: 'connection is read-only' });
    const writeOnly = expect.objectContaining({ ...kind, message: 'connection is write-only' });
    expect(() => reader.send(2)).toThrow(readOnly);
    expect(() => reader.sendBytes(Buffer.alloc(1))).toThrow(readOnly);
    expect(() => writer.recv()).toThrow(writeOnly);
    expect(() => writer.recvBytesInto(Buffer.alloc(1))).toThrow(writeOnly);
    expect(() => writer.poll()).toThrow(writeOnly);
  });

  test('test_spawn_close', () => {
    const [child, connection] = startWithPipe('echo', [], { daemon: true });
    connection.sendBytes(Buffer.from('hello'));
    expect(connection.recvBytes().toString()).toBe('hello');
    connection.sendBytes(Buffer.alloc(0));
    connection.close();
    child.join();
    expect(child.exitcode).toBe(0);
  });

  test('test_sendbytes', () => {
    const message = Buffer.from('abcdefghijklmnopqrstuvwxyz');
    const [a, b] = makePipe();
    a.sendBytes(message);
    expect(b.recvBytes()).toEqual(message);
    a.sendBytes(message, 5);
    expect(b.recvBytes()).toEqual(message.subarray(5));
    a.sendBytes(message, 7, 8);
    expect(b.recvBytes()).toEqual(message.subarray(7, 15));
    a.sendBytes(message, 26);
    expect(b.recvBytes().length).toBe(0);
    a.sendBytes(message, 26, 0);
    expect(b.recvBytes().length).toBe(0);
    const refused = [
      [[27], 'buffer length < offset'],
      [[22, 5], 'buffer length < offset + size'],
      [[26, 1], 'buffer length < offset + size'],
      [[-1], 'offset is negative'],
      [[4, -1], 'size is negative'],
    ] as const;
    for (const [[offset, size = null], text] of refused) {
      expect(() => a.sendBytes(message, offset, size)).toThrow(new ValueError(text));
    }
    expect(b.poll()).toBe(false);
  });

  test('test_context', () => {
    const [a, b] = Pipe();
    {
      using first = a;
      using second = b;
      first.send(1729);
      expect(second.recv()).toBe(1729);
      expect([a.closed, b.closed]).toEqual([false, false]);
    }
    expect([a.closed, b.closed]).toEqual([true, true]);
    const closed = expect.objectContaining({ name: 'OSError', message: 'handle is closed' });
    expect(() => a.recv()).toThrow(closed);
    expect(() => b.send(1)).toThrow(closed);
    expect(() => b.poll()).toThrow(closed);
    expect(() => b.fileno()).toThrow(closed);
    b.close();
  });

  test('test_empty_string', () => {
    const [a, b] = makePipe();
    expect(a.poll()).toBe(false);
    b.sendBytes(Buffer.alloc(0));
    expect(a.poll()).toBe(true);
    expect(a.poll()).toBe(true);
    expect(a.recvBytes().length).toBe(0);
    expect(a.poll()).toBe(false);
  });

  test('test_boundaries', () => {
    const [a, b] = makePipe();
    for (const text of ['', 'a', 'bc']) a.sendBytes(Buffer.from(text));
    expect(['', 'a', 'bc'].map(() => b.recvBytes().toString())).toEqual(['', 'a', 'bc']);
  });

  test('test_dont_merge', () => {
    const [a, b] = makePipe();
    a.sendBytes(Buffer.from('a'));
    a.sendBytes(Buffer.from('b'));
    expect(b.poll()).toBe(true);
    expect(b.recvBytes().toString()).toBe('a');
    expect(b.poll()).toBe(true);
    expect(b.poll(1)).toBe(true);
    expect(b.recvBytes().toString()).toBe('b');
    expect(b.poll()).toBe(false);
  });
});

describe('send() and recv()', () => {
  test('carry what structured clones can, by another process', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const messages = [
      undefined,
      0n,
      Number.NaN,
      [1, 2.25, null],
      new Map([[{ a: 1 }, new Set(['b'])]]),
      new Date(5),
      /x/giu,
      Uint16Array.of(1, 2),
      Buffer.from('bytes'),
      new RangeError('kept'),
      circle,
    ];
    const [, connection] = startWithPipe('echoObjects');
    for (const message of messages) {
      connection.send(message);
      expect(connection.recv()).toEqual(message);
    }
  });

  test('refuse what they cannot, and send nothing', () => {
    const [a, b] = makePipe();
    const [socket] = makeSocketpair();
    const messages = [
      () => {},
      Symbol('s'),
      new SharedArrayBuffer(1),
      new Uint8Array(new SharedArrayBuffer(1)),
      { deep: [socket] },
      a,
    ];
    using selector = new DefaultSelector();
    for (const message of [...messages, new Map([[selector.waker(), 1]]), new Proxy({}, {})]) {
      expect(() => a.send(message)).toThrow(TypeError);
    }
    expect(selector.waker()).toBeInstanceOf(Waker);
    expect(() => a.send({ deep: [socket] })).toThrow(
      'the message cannot contain a Socket, whose descriptor means nothing in another process',
    );
    expect(b.poll()).toBe(false);
  });

  test('keep the order of messages of all sizes, each up to 64 MiB', () => {
    const [, connection] = startWithPipe('echo');
    for (const size of [1, 64 * MIB, 16_384, 16_385, MIB, 64 * MIB + 1]) {
      const message = Buffer.alloc(size, size);
      connection.sendBytes(message);
      expect(connection.recvBytes().equals(message)).toBe(true);
    }
  });
});

describe('frames', () => {
  const frame = (length: number, body = '') => {
    const header = Buffer.alloc(4);
    header.writeInt32BE(length);
    return Buffer.concat([header, Buffer.from(body)]);
  };
  const long = (length: bigint, body = '') => {
    const header = Buffer.alloc(8);
    header.writeBigUInt64BE(length);
    return Buffer.concat([frame(-1), header, Buffer.from(body)]);
  };

  test("are CPython's", () => {
    const [socket, other] = makeSocketpair();
    using connection = new Connection(other.detach());
    connection.sendBytes(Buffer.from('abc'));
    expect(socket.recv(100)).toEqual(frame(3, 'abc'));
  });

  test.runIf(hasFileDescriptors)(
    'have 64-bit lengths beyond 2 GiB, and may have them before',
    () => {
      const [a, b] = makePipe();
      writeSync(a.fileno(), long(3n, 'abc'));
      expect(b.recvBytes().toString()).toBe('abc');
    },
  );

  const ends = [
    ['before', Buffer.alloc(0), 'EOFError'],
    ['in the length of', frame(9).subarray(0, 2), 'OSError'],
    ['after the length of', frame(9), 'EOFError'],
    ['within', frame(9, 'some'), 'OSError'],
  ] as const;

  test.runIf(hasFileDescriptors).each(ends)('an end %s a message', (_where, bytes, name) => {
    const [a, b] = makePipe();
    if (bytes.length > 0) writeSync(a.fileno(), bytes);
    a.close();
    expect(() => b.recv()).toThrow(expect.objectContaining({ name }));
    expect(b.closed).toBe(false);
  });

  test.runIf(hasSignals)('of a process that is killed within one', () => {
    const [child, connection] = startWithPipe('sendHalf');
    expect(() => connection.recv()).toThrow('got end of file during message');
    child.join();
    expect(child.exitcode).toBe(-9);
  });

  test('too long for the receiver', () => {
    const [a, b] = makePipe();
    a.sendBytes(Buffer.alloc(5));
    a.sendBytes(Buffer.alloc(6));
    expect(b.recvBytes(5).length).toBe(5);
    const bad = expect.objectContaining({ name: 'OSError', message: 'bad message length' });
    expect(() => b.recvBytes(5)).toThrow(bad);
    // It may still send.
    expect([b.readable, b.writable, b.closed]).toEqual([false, true, false]);

    const [reader, writer] = makePipe(false);
    writer.sendBytes(Buffer.alloc(6));
    expect(() => reader.recvBytes(5)).toThrow(bad);
    expect(reader.closed).toBe(true);
  });

  describe.runIf(hasFileDescriptors).each([
    ['-2', frame(-2, 'rest')],
    ['-2^31', frame(-(2 ** 31), 'rest')],
    ['2^40', long(2n ** 40n, 'rest')],
    ['2^52', long(2n ** 52n, 'rest')],
    ['MAX_LENGTH', long(BigInt(constants.MAX_LENGTH), 'rest'), true],
    ['MAX_LENGTH + 1', long(BigInt(constants.MAX_LENGTH) + 1n, 'rest')],
    ['2^53 + 1', long(2n ** 53n + 1n, 'rest')],
    ['2^63', long(2n ** 63n, 'rest')],
    ['2^64 - 1', long(2n ** 64n - 1n, 'rest')],
    ['4, for which there is no memory', frame(4, 'rest'), true],
  ])('of length %s', (_length, bytes, isWithoutMemory = false) => {
    const receives: Array<[string, (end: Connection) => unknown]> = [
      ['recv()', (end) => end.recv()],
      ['recvBytes()', (end) => end.recvBytes()],
      ['recvBytesInto()', (end) => end.recvBytesInto(Buffer.alloc(3))],
    ];

    test.each(receives)(
      'are an OSError of %s, and nothing is received after it',
      (_name, receive) => {
        const bad = expect.objectContaining({
          name: 'OSError',
          code: 'EMSGSIZE',
          message: 'bad message length',
        });
        for (const duplex of [true, false]) {
          const [receiver, sender] = makePipe(duplex);
          writeSync(sender.fileno(), bytes);
          if (isWithoutMemory) {
            vi.spyOn(Buffer, 'allocUnsafeSlow').mockImplementationOnce(() => {
              throw new RangeError('Array buffer allocation failed');
            });
          }
          expect(() => receive(receiver)).toThrow(bad);
          vi.restoreAllMocks();
          expect([receiver.readable, receiver.closed]).toEqual(
            duplex ? [false, false] : [true, true],
          );
          expect(() => receive(receiver)).toThrow(expect.objectContaining({ code: 'EBADF' }));
          if (duplex) expect(() => receiver.send('still')).not.toThrow();
        }
      },
    );
  });
});

test('sending to nobody is a broken pipe', () => {
  const [a, b] = makePipe();
  b.close();
  expect(() => a.send(1)).toThrow(BrokenPipeError);
});

test('a selector watches both ends', () => {
  const [a, b] = makePipe();
  using selector = new DefaultSelector();
  selector.register(b, EVENT_READ, 'b');
  expect(selector.select(0)).toEqual([]);
  a.send('x');
  expect(selector.select().map(([{ data }]) => data)).toEqual(['b']);
});

describe('new Connection()', () => {
  test('takes over the descriptor of a socket', () => {
    const [socket, other] = makeSocketpair();
    using a = new Connection(socket.detach());
    using b = new Connection(other.detach(), true, false);
    a.send('taken');
    expect(b.recv()).toBe('taken');
    expect(b.writable).toBe(false);
  });

  test.runIf(hasPipes)('refuses the rest', () => {
    expect(() => new Connection(-1)).toThrow(new ValueError('invalid handle'));
    expect(() => new Connection(0, false, false)).toThrow(ValueError);
    expect(() => new Connection('1' as never)).toThrow(TypeError);
    expect(() => new Connection(2 ** 40)).toThrow(OverflowError);
    expect(() => new Connection(closedNumber())).toThrow(OSError);
    const [reader] = makeKernelPipe();
    expect(() => new Connection(reader.fileno())).toThrow(
      expect.objectContaining({ code: 'ENOTSOCK' }),
    );
  });
});

test('arguments of a wrong type or value', () => {
  const [a, b] = makePipe();
  expect(() => Pipe(1 as never)).toThrow(TypeError);
  expect(() => a.sendBytes('text' as never)).toThrow(TypeError);
  expect(() => a.sendBytes(Buffer.alloc(1), 0.5)).toThrow(TypeError);
  expect(() => b.recvBytes(-1)).toThrow(new ValueError('negative maxlength'));
  expect(() => b.recvBytesInto(Buffer.alloc(1), -1)).toThrow(new ValueError('negative offset'));
  expect(() => b.recvBytesInto(Buffer.alloc(1), 2)).toThrow(new ValueError('offset too large'));
  expect(() => b.poll(Number.NaN)).toThrow(ValueError);
  expect(() => b.poll('1' as never)).toThrow(TypeError);
  a.sendBytes(Buffer.alloc(2));
  expect(() => b.recvBytesInto(Buffer.alloc(1))).toThrow(BufferTooShort);
  expect(b.poll()).toBe(false);
});
