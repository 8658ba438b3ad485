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
  TimeoutError,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasAbortedConnects, hasUnixSockets, hasWaitingQueues } from '../support/capabilities.js';
import {
  closing,
  listening,
  openSocket,
  portOf,
  refusingPort,
  temporaryPath,
} from '../support/sockets.js';

const { EALREADY, ECONNABORTED, ECONNREFUSED, EINPROGRESS, EISCONN, ENOENT, EAGAIN } =
  constants.errno;

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

  test.runIf(hasUnixSockets)('of a UNIX socket does not wait if it may not', () => {
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
    if (hasUnixSockets) expect(openSocket(AF_UNIX).connectEx(temporaryPath())).toBe(ENOENT);
  });

  test('throws all the same for what is no address', () => {
    expect(() => openSocket().connectEx('path')).toThrow(TypeError);
    expect(() => openSocket(AF_INET6).connectEx(['not-a-host.invalid', 1])).toThrow(
      expect.objectContaining({ syscall: 'getaddrinfo' }),
    );
  });
});

describe('a connection that is refused', () => {
  /** A port that refuses connections until the returned function is called. */
  function closedPort(): [port: number, open: () => void] {
    const server = openSocket();
    server.bind(['127.0.0.1', 0]);
    return [portOf(server), () => server.listen()];
  }

  test('leaves a blocking socket as if it had not been asked for', () => {
    const [port, open] = closedPort();
    const client = openSocket();
    for (let i = 0; i < 4; i++) {
      expect(client.connectEx(['127.0.0.1', port])).toBe(ECONNREFUSED);
    }
    expect(() => client.connect(['127.0.0.1', port])).toThrow(ConnectionRefusedError);
    open();
    client.connect(['127.0.0.1', port]);
    expect(client.connectEx(['127.0.0.1', port])).toBe(EISCONN);
  });

  // As in CPython: the kernel has told of the failure once, by SO_ERROR, and then tells of the end.
  test.runIf(hasAbortedConnects).each([10, 0])(
    'leaves its end to the next call, if the time-out is %i',
    (timeout) => {
      const [port, open] = closedPort();
      const client = openSocket();
      client.settimeout(timeout);
      const refused = () => {
        const outcome = client.connectEx(['127.0.0.1', port]);
        if (outcome !== EINPROGRESS) return outcome;
        waitUntilWritable(client);
        return client.getsockopt(SOL_SOCKET, SO_ERROR);
      };
      expect(refused()).toBe(ECONNREFUSED);
      expect(client.connectEx(['127.0.0.1', port])).toBe(ECONNABORTED);
      expect(refused()).toBe(ECONNREFUSED);
      open();
      expect(client.connectEx(['127.0.0.1', port])).toBe(ECONNABORTED);
    },
  );
});

// Elsewhere a listener whose queue is full refuses, or takes a few more.
describe.runIf(hasWaitingQueues)('a connection under way', () => {
  /** A socket whose connection comes about once `makeRoom` has been called, a second after that. */
  function underWay(): [client: Socket, server: Socket, makeRoom: () => void] {
    const server = openSocket();
    server.bind(['127.0.0.1', 0]);
    server.listen(0);
    openSocket().connect(server.getsockname());
    const client = openSocket();
    client.settimeout(0.01);
    expect(() => client.connect(server.getsockname())).toThrow(TimeoutError);
    return [client, server, () => closing(server.accept()[0])];
  }

  test('is waited for by a blocking socket', () => {
    for (const connect of ['connect', 'connectEx'] as const) {
      const [client, server, makeRoom] = underWay();
      client.settimeout(null);
      makeRoom();
      expect(client[connect](server.getsockname()) ?? 0).toBe(0);
      expect(client.getpeername()).toEqual(server.getsockname());
      expect(client.connectEx(server.getsockname())).toBe(EISCONN);
    }
  });

  test.each([10, 0])('is EALREADY at once if the time-out is %i', (timeout) => {
    const [client, server] = underWay();
    client.settimeout(timeout);
    expect(client.connectEx(server.getsockname())).toBe(EALREADY);
  });

  test('that fails meanwhile is what a blocking connect fails with', () => {
    const [client, server] = underWay();
    const address = server.getsockname();
    server.close();
    client.settimeout(null);
    expect(() => client.connect(address)).toThrow(ConnectionRefusedError);
    expect(client.connectEx(address)).toBe(ECONNREFUSED);
  });
});
