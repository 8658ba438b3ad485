import {
  AF_INET,
  AF_UNIX,
  getdefaulttimeout,
  OverflowError,
  SOCK_DGRAM,
  type Socket,
  setdefaulttimeout,
  TimeoutError,
  ValueError,
} from 'selectors-ts/socket';
import { afterEach, describe, expect, test } from 'vitest';
import { hasWaitingQueues } from '../support/capabilities.js';
import {
  closing,
  connected,
  datagramSocket,
  fill,
  handOver,
  listening,
  openPair,
  openSocket,
  temporaryPath,
} from '../support/sockets.js';

afterEach(() => setdefaulttimeout(null));

describe('the default time-out', () => {
  test('is what sockets start with', () => {
    expect(getdefaulttimeout()).toBe(null);
    setdefaulttimeout(10);
    expect(getdefaulttimeout()).toBe(10);
    expect(openSocket().gettimeout()).toBe(10);
    expect(openPair()[0].gettimeout()).toBe(10);
    setdefaulttimeout(null);
    expect(openSocket().gettimeout()).toBe(null);
  });

  test('is what accepted sockets start with, whatever the server has', () => {
    const server = listening();
    server.settimeout(10);
    for (const timeout of [null, 20]) {
      setdefaulttimeout(timeout);
      const client = openSocket();
      client.connect(server.getsockname());
      expect(closing(server.accept()[0]).gettimeout()).toBe(timeout);
    }
  });

  test('takes nothing but seconds or null', () => {
    expect(() => setdefaulttimeout(-1)).toThrow(ValueError);
    expect(() => setdefaulttimeout(Number.NaN)).toThrow(ValueError);
    expect(() => setdefaulttimeout(Number.POSITIVE_INFINITY)).toThrow(OverflowError);
    expect(() => setdefaulttimeout('spam' as never)).toThrow(TypeError);
    expect(() => setdefaulttimeout(undefined as never)).toThrow(TypeError);
    expect(getdefaulttimeout()).toBe(null);
  });
});

describe('settimeout and setblocking', () => {
  test('are two sides of one thing', () => {
    const socket = openSocket();
    socket.setblocking(false);
    expect([socket.gettimeout(), socket.getblocking()]).toEqual([0, false]);
    socket.setblocking(true);
    expect([socket.gettimeout(), socket.getblocking()]).toEqual([null, true]);
    socket.settimeout(0.25);
    expect([socket.gettimeout(), socket.getblocking()]).toEqual([0.25, true]);
    socket.settimeout(0);
    expect([socket.gettimeout(), socket.getblocking()]).toEqual([0, false]);
    socket.settimeout(null);
    expect([socket.gettimeout(), socket.getblocking()]).toEqual([null, true]);
  });

  test('settimeout takes nothing but seconds or null, and keeps the old one', () => {
    const socket = openSocket();
    socket.settimeout(3);
    expect(() => socket.settimeout(-0.001)).toThrow(ValueError);
    expect(() => socket.settimeout(Number.NaN)).toThrow(ValueError);
    expect(() => socket.settimeout(Number.POSITIVE_INFINITY)).toThrow(OverflowError);
    expect(() => socket.settimeout(2 ** 31 / 1000)).toThrow(OverflowError);
    expect(() => socket.settimeout('1' as never)).toThrow(TypeError);
    expect(() => socket.settimeout(undefined as never)).toThrow(TypeError);
    expect(() => socket.setblocking(1 as never)).toThrow(TypeError);
    expect(() => socket.setblocking(undefined as never)).toThrow(TypeError);
    expect(socket.gettimeout()).toBe(3);
  });
});

describe('a time-out', () => {
  const seconds = 0.02;

  /** Every call that waits, on a socket for which nothing will happen. */
  const calls: Array<[name: string, call: () => void]> = [
    ['accept', () => withTimeout(listening()).accept()],
    ['recv', () => withTimeout(connected()[0]).recv(1)],
    ['recv of much', () => withTimeout(connected()[0]).recv(1 << 20)],
    ['recvInto', () => withTimeout(connected()[0]).recvInto(Buffer.alloc(1))],
    ['recvfrom', () => withTimeout(datagramSocket()).recvfrom(1)],
    ['recvfromInto', () => withTimeout(datagramSocket()).recvfromInto(Buffer.alloc(1))],
    ['send', () => full().send(Buffer.alloc(1))],
    ['sendall', () => full().sendall(Buffer.alloc(1))],
  ];

  function withTimeout(socket: Socket): Socket {
    socket.settimeout(seconds);
    return socket;
  }

  function full(): Socket {
    const [left] = openPair();
    fill(left);
    return withTimeout(left);
  }

  test.each(calls)('ends %s with a TimeoutError, and not early', (_name, call) => {
    const before = performance.now();
    expect(call).toThrow(
      expect.objectContaining({
        name: 'TimeoutError',
        code: 'ETIMEDOUT',
        message: expect.stringMatching(/^timed out, \w+ \(fd \d+\)$/),
      }),
    );
    expect(performance.now() - before).toBeGreaterThanOrEqual(seconds * 1000);
  });

  test('does not matter to what is ready at once', () => {
    const [client, served] = connected();
    served.settimeout(10);
    client.send(Buffer.from('ready'));
    expect(served.recv(10).toString()).toBe('ready');
  });

  test('does not matter to what comes in time', () => {
    const [left, right] = openPair();
    left.settimeout(20);
    handOver(right, 'socket.sendall(socket.recv(10));');
    left.send(Buffer.from('echo'));
    expect(left.recv(10).toString()).toBe('echo');
  });

  test('of sendall is for the whole of it', () => {
    const [left, right] = openPair();
    left.settimeout(0.3);
    // Takes a little each time, so that no single send is ever without room for long.
    handOver(
      right,
      `const pause = new Int32Array(new SharedArrayBuffer(4));
       while (socket.recv(4096).length > 0) Atomics.wait(pause, 0, 0, 10);`,
    );
    expect(() => left.sendall(Buffer.alloc(64 << 20))).toThrow(TimeoutError);
    left.close();
  });

  test.runIf(hasWaitingQueues)('ends waiting for a full UNIX listener', () => {
    const server = openSocket(AF_UNIX);
    server.bind(temporaryPath());
    server.listen(0);
    const clients: Socket[] = [];
    const connect = () => {
      const client = openSocket(AF_UNIX);
      client.settimeout(seconds);
      client.connect(server.getsockname());
      clients.push(client);
    };
    expect(() => {
      for (;;) connect();
    }).toThrow(expect.objectContaining({ name: 'TimeoutError', syscall: 'connect' }));
    // The kernel still takes calls that do not wait for what they are.
    expect(clients[0]?.tryRecv(1)).toBe(null);
  });

  test.runIf(hasWaitingQueues)('ends waiting for a full UNIX receiver', () => {
    const receiver = openSocket(AF_UNIX, SOCK_DGRAM);
    receiver.bind(temporaryPath());
    const sender = openSocket(AF_UNIX, SOCK_DGRAM);
    sender.settimeout(seconds);
    expect(() => {
      for (;;) sender.sendto(Buffer.alloc(100), receiver.getsockname());
    }).toThrow(expect.objectContaining({ name: 'TimeoutError', syscall: 'sendto' }));
    expect(sender.tryRecv(1)).toBe(null);
  });
});

describe('a blocking call', () => {
  test.runIf(hasWaitingQueues)('waits for a full UNIX listener', () => {
    const server = openSocket(AF_UNIX);
    server.bind(temporaryPath());
    server.listen(0);
    const address = server.getsockname();
    openSocket(AF_UNIX).connect(address);
    handOver(server, 'socket.accept()[0].close(); socket.accept()[0].close();');
    const client = openSocket(AF_UNIX);
    client.connect(address);
    expect(client.recv(1)).toHaveLength(0);
  });

  test.runIf(hasWaitingQueues)('waits for a full UNIX receiver', () => {
    const receiver = openSocket(AF_UNIX, SOCK_DGRAM);
    receiver.bind(temporaryPath());
    const address = receiver.getsockname();
    handOver(receiver, 'while (socket.recv(100).toString() !== "last");');
    const sender = openSocket(AF_UNIX, SOCK_DGRAM);
    for (let i = 0; i < 1000; i++) sender.sendto(Buffer.alloc(100), address);
    expect(sender.sendto(Buffer.from('last'), address)).toBe(4);
  });

  test('waits for a connection', () => {
    const server = listening();
    const address = server.getsockname();
    handOver(openSocket(), `socket.connect(${JSON.stringify(address)});`);
    const [served] = server.accept();
    expect(closing(served).recv(1)).toHaveLength(0);
  });

  test('sendall goes through a reader who takes his time', () => {
    const [left, right] = openPair();
    handOver(
      right,
      `let count = 0;
       for (;;) {
         const data = socket.recv(10_000);
         count += data.length;
         if (data.length === 0) break;
         for (const byte of data) if (byte !== 7) throw new Error('not what was sent');
       }
       socket.sendall(Buffer.from(String(count)));`,
    );
    left.sendall(Buffer.alloc(3_000_001, 7));
    left.shutdown(1);
    expect(left.recv(100).toString()).toBe('3000001');
  });

  test('of a TCP connection sends what is larger than all buffers', () => {
    const server = listening();
    const client = openSocket(AF_INET);
    client.connect(server.getsockname());
    handOver(
      server.accept()[0],
      `let count = 0;
       while (count < 20_000_000) count += socket.recv(1 << 20).length;
       socket.sendall(Buffer.from('done'));`,
    );
    client.sendall(Buffer.alloc(20_000_000));
    expect(client.recv(10).toString()).toBe('done');
  });
});
