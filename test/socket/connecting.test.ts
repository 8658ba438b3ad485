import { constants } from 'node:os';
import { select } from 'selectors-ts/select';
import {
  AF_INET6,
  AF_UNIX,
  BlockingIOError,
  ConnectionRefusedError,
  SO_ERROR,
  SOL_SOCKET,
  type Socket,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { listening, openSocket, portOf, refusingPort, temporaryPath } from '../support/sockets.js';

const { EINPROGRESS, EISCONN, ECONNREFUSED, ENOENT, EAGAIN } = constants.errno;

function waitUntilWritable(socket: Socket): void {
  select([], [socket], []);
}

describe('connect', () => {
  test('of a non-blocking socket goes on in the background', () => {
    const server = listening();
    const client = openSocket();
    client.setblocking(false);
    expect(() => client.connect(server.getsockname())).toThrow(BlockingIOError);
    waitUntilWritable(client);
    expect(client.getsockopt(SOL_SOCKET, SO_ERROR)).toBe(0);
    expect(client.getpeername()).toEqual(server.getsockname());
  });

  test('that fails in the background leaves SO_ERROR', () => {
    const client = openSocket();
    client.setblocking(false);
    expect(client.connectEx(['127.0.0.1', refusingPort()])).toBe(EINPROGRESS);
    waitUntilWritable(client);
    expect(client.getsockopt(SOL_SOCKET, SO_ERROR)).toBe(ECONNREFUSED);
    expect(client.getsockopt(SOL_SOCKET, SO_ERROR)).toBe(0);
  });

  test.each([null, 10])('waits with a time-out of %s', (timeout) => {
    const server = listening();
    const client = openSocket();
    client.settimeout(timeout);
    client.connect(server.getsockname());
    expect(client.getpeername()).toEqual(server.getsockname());
    expect(() => {
      const other = openSocket();
      other.settimeout(timeout);
      other.connect(['127.0.0.1', refusingPort()]);
    }).toThrow(ConnectionRefusedError);
  });

  test('resolves host names', () => {
    const server = listening();
    const client = openSocket();
    client.connect(['localhost', portOf(server)]);
    expect(client.getpeername()).toEqual(server.getsockname());
  });

  test('of a UNIX socket does not wait if it may not', () => {
    const server = openSocket(AF_UNIX);
    server.bind(temporaryPath());
    server.listen(0);
    let outcome = 0;
    while (outcome === 0) {
      const client = openSocket(AF_UNIX);
      client.setblocking(false);
      outcome = client.connectEx(server.getsockname());
    }
    expect([EAGAIN, ECONNREFUSED]).toContain(outcome);
  });
});

describe('connectEx', () => {
  test('is 0 once connected, and EISCONN after that', () => {
    const server = listening();
    const client = openSocket();
    expect(Object.is(client.connectEx(server.getsockname()), 0)).toBe(true);
    expect(client.connectEx(server.getsockname())).toBe(EISCONN);
  });

  test('returns the errno', () => {
    expect(openSocket().connectEx(['127.0.0.1', refusingPort()])).toBe(ECONNREFUSED);
    expect(openSocket(AF_UNIX).connectEx(temporaryPath())).toBe(ENOENT);
  });

  test('throws all the same for what is no address', () => {
    expect(() => openSocket().connectEx('path')).toThrow(TypeError);
    expect(() => openSocket(AF_INET6).connectEx(['not-a-host.invalid', 1])).toThrow(
      expect.objectContaining({ syscall: 'getaddrinfo' }),
    );
  });
});
