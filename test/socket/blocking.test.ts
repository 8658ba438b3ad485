import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { setInterruptHook } from 'selectors-ts/select';
import { SHUT_WR, type Socket, TimeoutError } from 'selectors-ts/socket';
import { afterEach, describe, expect, test } from 'vitest';
import { hasSignals } from '../support/capabilities.js';
import { sendSignals } from '../support/signals.js';
import { connected, fill, listening, openPair, openSocket } from '../support/sockets.js';

afterEach(() => {
  setInterruptHook(null);
});

/** Calls that wait for ever, on sockets of their own. */
const calls: Array<[name: string, prepare: () => [socket: Socket, call: () => unknown]]> = [
  [
    'accept',
    () => {
      const server = listening();
      return [server, () => server.accept()];
    },
  ],
  [
    'recv',
    () => {
      const [left] = openPair();
      return [left, () => left.recv(10)];
    },
  ],
  [
    'recvInto',
    () => {
      const [left] = openPair();
      return [left, () => left.recvInto(Buffer.alloc(10))];
    },
  ],
  [
    'send',
    () => {
      const [left] = openPair();
      fill(left);
      return [left, () => left.send(Buffer.alloc(1))];
    },
  ],
  [
    'sendall',
    () => {
      const [left] = connected();
      return [left, () => left.sendall(Buffer.alloc(64 << 20))];
    },
  ],
];

describe.runIf(hasSignals).each(calls)('%s, when a signal comes', (_name, prepare) => {
  test('calls the interrupt hook, and ends with what that throws', () => {
    const [, call] = prepare();
    setInterruptHook(() => {
      throw new Error('enough');
    });
    const stop = sendSignals();
    expect(call).toThrow('enough');
    stop();
  });

  test('is EBADF if the hook closes the socket, though its number may be taken again', () => {
    const [socket, call] = prepare();
    const fd = socket.fileno();
    const stop = sendSignals();
    setInterruptHook(() => {
      stop();
      socket.close();
      while (openSocket().fileno() < fd);
    });
    expect(call).toThrow(expect.objectContaining({ code: 'EBADF' }));
  });
});

test.runIf(hasSignals)('a wait goes on after a signal, with the time that is left', () => {
  const [left, right] = openPair();
  let signals = 0;
  const stop = sendSignals();
  setInterruptHook(() => {
    if (++signals === 3) {
      stop();
      right.send(Buffer.from('x'));
    }
  });
  left.settimeout(20);
  expect(left.recv(1).toString()).toBe('x');
  expect(signals).toBeGreaterThanOrEqual(3);

  left.settimeout(0.05);
  sendSignals();
  expect(() => left.recv(1)).toThrow(TimeoutError);
});

test('a worker that is blocked in recv can be terminated', async () => {
  const worker = new Worker(
    `import('selectors-ts/socket').then(({ socketpair }) => {
       const [left] = socketpair();
       require('node:worker_threads').parentPort.postMessage('blocking');
       left.recv(1);
     });`,
    { eval: true },
  );
  await once(worker, 'message');
  expect(await worker.terminate()).toBe(1);
});

test.runIf(hasSignals)('a peer that shuts down ends a blocked receive', () => {
  const [left, right] = openPair();
  const stop = sendSignals();
  setInterruptHook(() => {
    stop();
    right.shutdown(SHUT_WR);
  });
  expect(left.recv(10)).toHaveLength(0);
});
