/**
 * Waits on sockets that poll(2) calls ready for as long as something is in their error queue.
 */
import { setInterruptHook } from 'selectors-ts/select';
import {
  AF_INET,
  AF_INET6,
  hasDualstackIpv6,
  IPPROTO_IP,
  IPPROTO_IPV6,
  SO_RCVTIMEO,
  SOCK_DGRAM,
  SOL_SOCKET,
  type Socket,
  TimeoutError,
} from 'selectors-ts/socket';
import { afterEach, describe, expect, test } from 'vitest';
import { hasErrorQueue, needs } from '../support/capabilities.js';
import { watchNative } from '../support/native.js';
import { onInterrupt, sendSignals } from '../support/signals.js';
import { connected, fill, openSocket } from '../support/sockets.js';

needs(hasErrorQueue);

// Python has no names for these: ip(7), ipv6(7), Documentation/networking/msg_zerocopy.rst.
const IP_RECVERR = 11;
const IPV6_RECVERR = 25;
const SO_ZEROCOPY = 60;
const MSG_ZEROCOPY = 0x4000000;

/** More than a wait needs that does not spin, and far fewer than one that does. */
const FEW = 100;

/** A socket with a refusal in its error queue, and the place that has refused. */
function refused(family: number): [socket: Socket, place: [string, number]] {
  const host = family === AF_INET ? '127.0.0.1' : '::1';
  const socket = openSocket(family, SOCK_DGRAM);
  const level = family === AF_INET ? IPPROTO_IP : IPPROTO_IPV6;
  socket.setsockopt(level, family === AF_INET ? IP_RECVERR : IPV6_RECVERR, 1);
  const peer = openSocket(family, SOCK_DGRAM);
  peer.bind([host, 0]);
  const [, port] = peer.getsockname() as [string, number];
  peer.close();
  socket.connect([host, port]);
  socket.send(Buffer.from('x'));
  expect(() => socket.recv(10)).toThrow(expect.objectContaining({ code: 'ECONNREFUSED' }));
  return [socket, [host, port]];
}

afterEach(() => {
  setInterruptHook(null);
});

const families = [AF_INET, ...(hasDualstackIpv6() ? [AF_INET6] : [])];

describe.each(families)('of family %i', (family) => {
  const calls: Array<[name: string, call: (socket: Socket) => unknown]> = [
    ['recv', (socket) => socket.recv(10).toString()],
    ['recvInto', (socket) => socket.recvInto(Buffer.alloc(10))],
    ['recvfrom', (socket) => socket.recvfrom(10)[0].toString()],
    ['recvfromInto', (socket) => socket.recvfromInto(Buffer.alloc(10))[0]],
  ];

  test.each(calls)('a time-out ends %s, which does not spin', (_name, call) => {
    const [socket] = refused(family);
    const polls = watchNative('pollWait');
    socket.settimeout(0.2);
    expect(() => call(socket)).toThrow(TimeoutError);
    expect(polls.length).toBeLessThan(FEW);
  });

  test('SO_RCVTIMEO ends it too', () => {
    const [socket] = refused(family);
    const polls = watchNative('pollWait');
    socket.setsockopt(SOL_SOCKET, SO_RCVTIMEO, new BigInt64Array([0n, 200_000n]));
    expect(() => socket.recv(10)).toThrow(expect.objectContaining({ code: 'EAGAIN' }));
    expect(polls.length).toBeLessThan(FEW);
  });

  test.each(calls.slice(0, 3))('data ends a blocking %s', (_name, call) => {
    const [socket, place] = refused(family);
    const peer = openSocket(family, SOCK_DGRAM);
    peer.bind(place);
    onInterrupt(() => peer.sendto(Buffer.from('data'), socket.getsockname()));
    expect(['data', 4]).toContain(call(socket));
  });

  test('the next refusal ends it as well', () => {
    const [socket] = refused(family);
    onInterrupt(() => socket.send(Buffer.from('x')));
    expect(() => socket.recv(10)).toThrow(expect.objectContaining({ code: 'ECONNREFUSED' }));
  });

  test('nothing is left open, whatever ends it', () => {
    const [socket] = refused(family);
    const free = openSocket();
    const number = free.fileno();
    free.close();
    socket.settimeout(0.02);
    expect(() => socket.recv(10)).toThrow(TimeoutError);
    socket.settimeout(null);
    const stop = sendSignals();
    setInterruptHook(() => {
      stop();
      throw new Error('enough');
    });
    expect(() => socket.recv(10)).toThrow('enough');
    expect(openSocket().fileno()).toBe(number);
  });

  test('it is EBADF if the interrupt hook closes the socket', () => {
    const [socket] = refused(family);
    onInterrupt(() => socket.close());
    expect(() => socket.recv(10)).toThrow(expect.objectContaining({ code: 'EBADF' }));
  });
});

describe('of a stream', () => {
  /** Its error queue says that the peer has taken what was sent without a copy. */
  function withNotices(): [left: Socket, right: Socket] {
    const [left, right] = connected();
    left.setsockopt(SOL_SOCKET, SO_ZEROCOPY, 1);
    left.send(Buffer.alloc(1000), MSG_ZEROCOPY);
    right.recv(1000);
    return [left, right];
  }

  test('neither recv nor send spins', () => {
    const [left] = withNotices();
    const polls = watchNative('pollWait');
    left.settimeout(0.2);
    expect(() => left.recv(10)).toThrow(TimeoutError);
    // What the peer's buffers still take makes room at first.
    expect(() => {
      for (;;) left.send(Buffer.alloc(1 << 20));
    }).toThrow(TimeoutError);
    expect(() => left.sendall(Buffer.alloc(64 << 20))).toThrow(TimeoutError);
    expect(polls.length).toBeLessThan(FEW);
  });

  test('room ends a blocking send', () => {
    const [left, right] = withNotices();
    fill(left);
    onInterrupt(() => {
      while (right.tryRecv(1 << 20) !== null);
    });
    expect(left.send(Buffer.alloc(10))).toBe(10);
  });
});
