/**
 * Receiving 0 bytes: nothing is waited for, taken or found out.
 */
import {
  AF_INET,
  AF_UNIX,
  MSG_DONTWAIT,
  MSG_PEEK,
  MSG_WAITALL,
  SHUT_WR,
  SO_LINGER,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  type Socket,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasUnixSockets } from '../support/capabilities.js';
import { watchNative } from '../support/native.js';
import {
  connected,
  datagramSocket,
  listening,
  openPair,
  openSocket,
  portOf,
} from '../support/sockets.js';

const empty = new Uint8Array(0);

const calls: Array<[name: string, call: (socket: Socket, flags: number) => unknown]> = [
  ['recv', (socket, flags) => socket.recv(0, flags).length],
  ['tryRecv', (socket, flags) => socket.tryRecv(0, flags)?.length],
  ['recvInto', (socket, flags) => socket.recvInto(empty, 0, flags)],
  ['tryRecvInto', (socket, flags) => socket.tryRecvInto(empty, 0, flags)],
  [
    'recvInto of a DataView',
    (socket, flags) => socket.recvInto(new DataView(new ArrayBuffer(0)), 0, flags),
  ],
];

/** A socket, and what is to come of it after that. */
type State = [socket: Socket, afterwards: () => void];

const states: Array<[name: string, make: () => State]> = [
  ['nothing there', () => [openPair()[0], () => {}]],
  [
    'something there',
    () => {
      const [left, right] = openPair();
      right.send(Buffer.from('data'));
      return [left, () => expect(left.recv(10).toString()).toBe('data')];
    },
  ],
  ['no datagram there', () => [datagramSocket(), () => {}]],
  [
    'datagrams there',
    () => {
      const [left, right] = openPair(AF_UNIX, SOCK_DGRAM);
      right.send(Buffer.alloc(0));
      right.send(Buffer.from('data'));
      const afterwards = () => {
        expect(left.recv(10)).toHaveLength(0);
        expect(left.recv(10).toString()).toBe('data');
      };
      return [left, afterwards];
    },
  ],
  [
    'the end there',
    () => {
      const [left, right] = openPair();
      right.shutdown(SHUT_WR);
      return [left, () => expect(left.recv(10)).toHaveLength(0)];
    },
  ],
  [
    'a reset there',
    () => {
      const [left, right] = connected();
      right.setsockopt(SOL_SOCKET, SO_LINGER, new Int32Array([1, 0]));
      right.close();
      const reset = expect.objectContaining({ code: 'ECONNRESET' });
      return [left, () => expect(() => left.recv(10)).toThrow(reset)];
    },
  ],
  [
    'a refusal there',
    () => {
      const [left, other] = [openSocket(AF_INET, SOCK_DGRAM), datagramSocket()];
      left.connect(['127.0.0.1', portOf(other)]);
      other.close();
      left.send(Buffer.from('x'));
      const refused = expect.objectContaining({ code: 'ECONNREFUSED' });
      return [left, () => expect(() => left.recv(10)).toThrow(refused)];
    },
  ],
  ['no connection', () => [openSocket(AF_INET, SOCK_STREAM), () => {}]],
  ['a listener', () => [listening(), () => {}]],
];

const ofUnix = ['datagrams there'];

describe.each(states.filter(([name]) => hasUnixSockets || !ofUnix.includes(name)))(
  'with %s',
  (_name, make) => {
    test.each(calls)('%s is 0 at once, and leaves all as it is', (_call, call) => {
      const waits = watchNative('pollWait');
      for (const timeout of [null, 10, 0]) {
        const [socket, afterwards] = make();
        waits.splice(0);
        socket.settimeout(timeout);
        for (const flags of [0, MSG_DONTWAIT, MSG_PEEK, MSG_WAITALL]) {
          expect(call(socket, flags)).toBe(0);
        }
        expect(waits).toHaveLength(0);
        afterwards();
      }
    });
  },
);

test.each(calls)('%s of a closed socket is EBADF all the same', (_name, call) => {
  const socket = openSocket();
  socket.close();
  for (const flags of [0, MSG_WAITALL]) {
    expect(() => call(socket, flags)).toThrow(
      expect.objectContaining({ code: 'EBADF', syscall: 'recv' }),
    );
  }
});

test('with 0 as nbytes the whole buffer is meant', () => {
  const [left, right] = openPair();
  right.send(Buffer.from('data'));
  expect(left.recvInto(Buffer.alloc(10), 0)).toBe(4);
});
