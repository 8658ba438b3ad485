/**
 * Memory of another realm, as of a test runner's or of node:vm: its classes are others.
 */
import { createContext, runInContext } from 'node:vm';
import { AF_INET, AF_UNIX, inetNtop, SO_LINGER, SOCK_DGRAM, SOL_SOCKET } from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasUnixSockets } from '../support/capabilities.js';
import { openPair, openSocket, temporaryPath } from '../support/sockets.js';

const realm = createContext();

function foreign<T>(source: string, values: object = {}): T {
  return runInContext(source, Object.assign(realm, values)) as T;
}

function foreignBytes(text: string): Uint8Array {
  return foreign('Uint8Array.from(bytes)', { bytes: [...Buffer.from(text)] });
}

test('they are others', () => {
  expect(foreignBytes('x')).not.toBeInstanceOf(Uint8Array);
});

test.runIf(hasUnixSockets)('a UNIX address may be of them', () => {
  const path = temporaryPath();
  const server = openSocket(AF_UNIX);
  server.bind(foreignBytes(path));
  server.listen();
  expect(server.getsockname()).toBe(path);
  openSocket(AF_UNIX).connect(foreignBytes(path));
  expect(() => openSocket(AF_UNIX).connect(foreignBytes(`${path}-not`))).toThrow(/not/);
  const receiver = openSocket(AF_UNIX, SOCK_DGRAM);
  receiver.bind(foreignBytes(`${path}-datagrams`));
  openSocket(AF_UNIX, SOCK_DGRAM).sendto(foreignBytes('data'), foreignBytes(`${path}-datagrams`));
  expect(receiver.recv(10).toString()).toBe('data');
});

describe('data may be of them', () => {
  test('to send', () => {
    const [left, right] = openPair();
    left.send(foreignBytes('a'));
    left.trySend(foreignBytes('b'));
    left.sendall(foreignBytes('c'));
    left.send(foreign('new DataView(new ArrayBuffer(1))'));
    expect(right.recv(10).toString()).toBe('abc\0');
  });

  test('to receive into', () => {
    const [left, right] = openPair();
    left.send(Buffer.from('abcdefgh'));
    for (const [index, source] of [
      'new Uint8Array(2)',
      'new DataView(new ArrayBuffer(2))',
      'new Int16Array(1)',
      'new Uint8ClampedArray(2)',
    ].entries()) {
      const view = foreign<NodeJS.ArrayBufferView>(source);
      const count = [
        () => right.recvInto(view),
        () => right.tryRecvInto(view),
        () => right.recvfromInto(view)[0],
        () => right.recvInto(view, 2),
      ][index]?.();
      expect(count).toBe(2);
      const received = Buffer.from(view.buffer as ArrayBuffer, view.byteOffset, 2);
      expect(received.toString()).toBe('abcdefgh'.slice(2 * index, 2 * index + 2));
    }
  });

  test('as options and addresses', () => {
    openSocket().setsockopt(SOL_SOCKET, SO_LINGER, foreign('new Int32Array([1, 5])'));
    expect(inetNtop(AF_INET, foreign('Uint8Array.of(127, 0, 0, 1)'))).toBe('127.0.0.1');
  });

  test('unless it is shared between threads, or can change its size', () => {
    const [left] = openPair();
    for (const source of [
      'new Uint8Array(new SharedArrayBuffer(1))',
      'new Uint8Array(new ArrayBuffer(1, { maxByteLength: 2 }))',
    ]) {
      expect(() => left.send(foreign(source))).toThrow(TypeError);
      expect(() => left.recvInto(foreign(source))).toThrow(TypeError);
    }
  });
});
