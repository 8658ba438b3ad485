import { spawn } from 'node:child_process';
import { readSync } from 'node:fs';
import type { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import {
  KeyError,
  OverflowError,
  POLLHUP,
  POLLIN,
  POLLNVAL,
  POLLOUT,
  Poll,
  RuntimeError,
  setInterruptHook,
  ValueError,
} from 'selectors-ts/select';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hasFileDescriptors, hasPipes, hasShell, hasSignals } from '../support/capabilities.js';
import {
  closedNumber,
  type Descriptor,
  makePipe,
  makePipes,
  makeSocketpair,
  openRegularFile,
} from '../support/descriptors.js';
import { watchTimeouts } from '../support/native.js';
import { sendSignals } from '../support/signals.js';

const INT_MAX = 2 ** 31 - 1;

function readyMatching(ready: Array<[number, number]>, flag: number): number[] {
  return ready.flatMap(([fd, mode]) => (mode & flag ? [fd] : []));
}

test.runIf(hasPipes)('test_poll1', () => {
  const p = new Poll();
  const message = ' This is a test.';
  const pipes = new Map<number, [Descriptor, Descriptor]>();
  for (const [reader, writer] of makePipes(12)) {
    p.register(reader);
    p.modify(reader, POLLIN);
    p.register(writer, POLLOUT);
    pipes.set(reader.fileno(), [reader, writer]);
    pipes.set(writer.fileno(), [reader, writer]);
  }

  const received: string[] = [];
  while (pipes.size > 0) {
    const writers = readyMatching(p.poll(), POLLOUT);
    expect(writers.length).toBe(pipes.size / 2);
    const [reader, writer] = pipes.get(
      writers[Math.floor(Math.random() * writers.length)] as number,
    ) as [Descriptor, Descriptor];
    const [r, w] = [reader.fileno(), writer.fileno()];
    writer.write(message);

    expect(readyMatching(p.poll(), POLLIN)).toEqual([r]);
    received.push(reader.read(message.length));
    writer.close();
    reader.close();
    p.unregister(w);
    p.unregister(r);
    pipes.delete(w);
    pipes.delete(r);
  }
  expect(received).toEqual(Array(12).fill(message));
});

test.runIf(hasFileDescriptors)('test_poll_unit_tests', () => {
  // NVAL for an invalid descriptor
  const fd = closedNumber();
  let p = new Poll();
  p.register(fd);
  expect(p.poll()).toEqual([[fd, POLLNVAL]]);

  const file = openRegularFile();
  const number = file.fileno();
  p = new Poll();
  p.register(file);
  expect(p.poll()[0]?.[0]).toBe(number);
  file.close();
  expect(p.poll()).toEqual([[number, POLLNVAL]]);

  // a TypeError for invalid arguments
  expect(() => p.register(p as never)).toThrow(TypeError);
  expect(() => p.unregister(p as never)).toThrow(TypeError);

  // what does not exist cannot be unregistered
  p = new Poll();
  expect(() => p.unregister(3)).toThrow(KeyError);

  expect(() => p.register({} as never, 0)).toThrow(TypeError);
  expect(() => p.register({ fileno: () => 'fileno' as never }, 0)).toThrow(TypeError);
});

test.runIf(hasShell)('test_poll2', () => {
  // Each line is asked for, so that reading it cannot find two.
  const child = spawn(
    'sh',
    ['-c', 'while read -r line && [ "$line" != end ]; do echo testing...; done'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  child.stdout.pause();
  const { fd } = (child.stdout as unknown as { _handle: { fd: number } })._handle;
  const buffer = Buffer.alloc(64);
  const pollster = new Poll();
  pollster.register(child.stdout as Socket, POLLIN);
  for (const timeout of [1000, 2000, 4000, 8000, 16_000, -1, -1, -1, -1, -1]) {
    expect(pollster.poll(0)).toEqual([]);
    child.stdin.write('\n');
    expect(pollster.poll(timeout)).toEqual([[fd, POLLIN]]);
    expect(buffer.toString('latin1', 0, readSync(fd, buffer))).toBe('testing...\n');
  }
  child.stdin.write('end\n');
  const [[, flags] = [0, 0]] = pollster.poll(-1);
  expect(flags & (POLLIN | POLLHUP)).not.toBe(0);
  expect(readSync(fd, buffer)).toBe(0);
});

test('test_poll3', () => {
  const pollster = new Poll();
  pollster.register(1);
  expect(() => pollster.poll(2 ** 64)).toThrow(OverflowError);
  expect(() => pollster.register(0, -1)).toThrow(ValueError);
  expect(() => pollster.register(0, 2 ** 64)).toThrow(OverflowError);
  expect(() => pollster.modify(1, -1)).toThrow(ValueError);
  expect(() => pollster.modify(1, 2 ** 64)).toThrow(OverflowError);
});

test('test_poll_c_limits', () => {
  const [USHRT_MAX, UINT_MAX] = [2 ** 16 - 1, 2 ** 32 - 1];
  const pollster = new Poll();
  pollster.register(1);
  expect(() => pollster.register(0, USHRT_MAX + 1)).toThrow(OverflowError);
  expect(() => pollster.modify(1, USHRT_MAX + 1)).toThrow(OverflowError);
  expect(() => pollster.poll(INT_MAX + 1)).toThrow(OverflowError);
  expect(() => pollster.poll(UINT_MAX + 1)).toThrow(OverflowError);
});

test.runIf(hasSignals)('test_threaded_poll', () => {
  // A Poll belongs to one thread: what can come in between is the interrupt hook.
  const pollster = new Poll();
  const sockets = Array.from({ length: 10 }, () => makeSocketpair()[0]);
  for (const socket of sockets) pollster.register(socket, POLLIN);
  const [left, right] = makeSocketpair();
  const stop = sendSignals();
  setInterruptHook(() => {
    stop();
    // has the entries moved
    for (const socket of sockets.splice(0)) pollster.unregister(socket);
    pollster.register(left, POLLIN);
    expect(() => pollster.poll()).toThrow(RuntimeError);
    expect(() => pollster.pollInto(new Int32Array(2))).toThrow(RuntimeError);
    right.send(Buffer.from('spam'));
  });
  onTestFinished(() => {
    setInterruptHook(null);
  });
  expect(pollster.poll()).toEqual([[left.fileno(), POLLIN]]);
  // the object is free again
  expect(pollster.poll(0)).toEqual([[left.fileno(), POLLIN]]);
});

test.runIf(hasPipes)('test_poll_blocks_with_negative_ms', async () => {
  const program = `
    const { workerData, parentPort } = require('node:worker_threads');
    import('selectors-ts/select').then(({ Poll, POLLIN }) => {
      const p = new Poll();
      p.register(workerData.fd, POLLIN);
      const state = new Int32Array(workerData.state);
      Atomics.store(state, 0, 1);
      Atomics.notify(state, 0);
      const result = p.poll(workerData.timeout);
      Atomics.store(state, 0, 2);
      Atomics.notify(state, 0);
      parentPort.postMessage(result);
    });`;
  for (const timeout of [null, -1000, -1, -0.1, -1e-100]) {
    const [reader, writer] = makePipe();
    const state = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(program, {
      eval: true,
      workerData: { fd: reader.fileno(), timeout, state: state.buffer },
    });
    const result = new Promise((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
    Atomics.wait(state, 0, 0);
    // It does not end by itself.
    expect(Atomics.wait(state, 0, 1, 100)).toBe('timed-out');
    writer.write('spam');
    expect(await result).toEqual([[reader.fileno(), POLLIN]]);
    await worker.terminate();
  }
});

describe('Poll', () => {
  test('a time-out reaches the kernel in whole milliseconds, rounded up', () => {
    const p = new Poll();
    const [left] = makeSocketpair();
    p.register(left, POLLOUT);
    const timeouts = watchTimeouts('pollWait');
    for (const timeout of [null, -1, -1e-100, 0, 69, 69.5, 1e-9, INT_MAX]) p.poll(timeout);
    expect(timeouts()).toEqual([-1, -1, -1, 0, 69, 70, 1, INT_MAX]);
  });

  test('a bad time-out: TypeError, ValueError for NaN, OverflowError beyond an int', () => {
    const p = new Poll();
    for (const timeout of ['1', {}, true, 1n] as never[]) {
      expect(() => p.poll(timeout)).toThrow(TypeError);
    }
    expect(() => p.poll(Number.NaN)).toThrow(ValueError);
    expect(() => p.poll(Number.POSITIVE_INFINITY)).toThrow(OverflowError);
  });

  test('register() again replaces the mask, modify() of a stranger is ENOENT', () => {
    const p = new Poll();
    const [left] = makeSocketpair();
    p.register(left, POLLIN);
    p.register(left, POLLOUT);
    expect(p.poll(0)).toEqual([[left.fileno(), POLLOUT]]);
    expect(() => p.modify(closedNumber(), POLLIN)).toThrow(
      expect.objectContaining({ name: 'FileNotFoundError', code: 'ENOENT' }),
    );
  });

  test.runIf(hasPipes)('HUP and NVAL come unasked', () => {
    const p = new Poll();
    const [reader, writer] = makePipe();
    const fd = reader.fileno();
    p.register(reader, 0);
    writer.close();
    expect(p.poll()).toEqual([[fd, POLLHUP]]);
    reader.close();
    expect(p.poll()).toEqual([[fd, POLLNVAL]]);
  });

  test('unregistering any leaves the others', () => {
    const p = new Poll();
    const sockets = Array.from({ length: 40 }, () => makeSocketpair()[0]);
    for (const socket of sockets) p.register(socket, POLLOUT);
    while (sockets.length > 0) {
      const expected = sockets.map((socket) => [socket.fileno(), POLLOUT]);
      expect(p.poll(0).sort(([a], [b]) => a - b)).toEqual(expected);
      for (const socket of sockets.splice(sockets.length >> 1, 7)) p.unregister(socket);
    }
    expect(p.poll(0)).toEqual([]);
  });
});

describe('Poll.pollInto()', () => {
  test('writes pairs into the memory it is given', () => {
    const p = new Poll();
    const [left, right] = makeSocketpair();
    p.register(left, POLLIN);
    p.register(right, POLLOUT);
    const out = new Int32Array(6).fill(-7);
    expect(p.pollInto(out)).toBe(1);
    expect([...out]).toEqual([right.fileno(), POLLOUT, -7, -7, -7, -7]);
    right.send(Buffer.from('x'));
    expect(p.pollInto(out, 0)).toBe(2);
    p.unregister(right);
    left.recv(1);
    expect(p.pollInto(out, 0)).toBe(0);
  });

  test('what there was no room for comes the next time, and nobody is left out', () => {
    const p = new Poll();
    const sockets = Array.from({ length: 10 }, () => makeSocketpair()[0]);
    for (const socket of sockets) p.register(socket, POLLOUT);
    const out = new Int32Array(7);
    const seen = new Map<number, number>();
    for (let call = 0; call < 10; call++) {
      expect(p.pollInto(out, 0)).toBe(3);
      for (const at of [0, 2, 4])
        seen.set(out[at] as number, (seen.get(out[at] as number) ?? 0) + 1);
    }
    // thirty places among ten: three each
    expect([...seen.values()]).toEqual(Array(10).fill(3));
  });

  test('goes on when those it had reached are unregistered', () => {
    const p = new Poll();
    const sockets = Array.from({ length: 6 }, () => makeSocketpair()[0]);
    for (const socket of sockets) p.register(socket, POLLOUT);
    const out = new Int32Array(8);
    expect(p.pollInto(out, 0)).toBe(4);
    for (const socket of sockets.splice(0, 4)) p.unregister(socket);
    expect(p.pollInto(out, 0)).toBe(2);
    expect(p.pollInto(out, 0)).toBe(2);
    expect([out[0], out[2]].sort()).toEqual(sockets.map((socket) => socket.fileno()).sort());
  });

  test('refuses memory that is none, too small, shared or resizable', () => {
    const p = new Poll();
    p.register(closedNumber());
    for (const out of [null, [], new Uint32Array(4), new ArrayBuffer(8), 4] as never[]) {
      expect(() => p.pollInto(out, 0)).toThrow(TypeError);
    }
    expect(() => p.pollInto(new Int32Array(new SharedArrayBuffer(8)), 0)).toThrow(TypeError);
    const resizable = new (
      ArrayBuffer as unknown as new (
        size: number,
        options: object,
      ) => ArrayBuffer
    )(8, { maxByteLength: 64 });
    expect(() => p.pollInto(new Int32Array(resizable), 0)).toThrow(TypeError);
    for (const size of [0, 1]) {
      expect(() => p.pollInto(new Int32Array(size), 0)).toThrow(ValueError);
    }
    const detached = new Int32Array(4);
    structuredClone(detached, { transfer: [detached.buffer] });
    expect(() => p.pollInto(detached, 0)).toThrow(ValueError);
  });
});
