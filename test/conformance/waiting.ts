import { EVENT_READ, EVENT_WRITE, OverflowError, SelectorKey, ValueError } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import { expect, test, vi } from 'vitest';
import { hasPipes } from '../support/capabilities.js';
import { makePipe, makeSocketpair } from '../support/descriptors.js';
import { fakeClocks } from '../support/fakeClocks.js';
import type { Backend } from './backends.js';
import { opened, readyByDescriptor } from './opened.js';

/** At least as long as asked for: no time-out is ever cut short. */
function expectToTake(seconds: number, wait: () => void): void {
  const start = performance.now();
  wait();
  expect(performance.now() - start).toBeGreaterThanOrEqual(seconds * 1000);
}

export function waiting(backend: Backend): void {
  test('test_select', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    s.register(rd, EVENT_READ);
    const wrKey = s.register(wr, EVENT_WRITE);

    const result = s.select();
    for (const [key, events] of result) {
      expect(key).toBeInstanceOf(SelectorKey);
      expect(events).not.toBe(0);
      expect(events & ~(EVENT_READ | EVENT_WRITE)).toBe(0);
    }
    expect(result).toEqual([[wrKey, EVENT_WRITE]]);
  });

  test('test_select_read_write', () => {
    const s = opened(backend);
    const [sock1, sock2] = makeSocketpair();
    sock2.send(Buffer.from('foo'));
    const key = s.register(sock1, EVENT_READ | EVENT_WRITE);
    // both in one call, and here in one entry
    const [entry, ...others] = s.select();
    expect(entry?.[0]).toBe(key);
    expect(entry?.[1]).toBe(EVENT_READ | EVENT_WRITE);
    expect(others).toEqual([]);
  });

  test('test_selector', () => {
    const s = opened(backend);
    const message = ' This is a test.';
    const count = 12;
    const readerOf = new Map<Socket, Socket>();
    for (let i = 0; i < count; i++) {
      const [rd, wr] = makeSocketpair();
      s.register(rd, EVENT_READ);
      s.register(wr, EVENT_WRITE);
      readerOf.set(wr, rd);
    }
    const readyFor = (flag: number) =>
      s.select().flatMap(([{ fileobj }, events]) => (events & flag ? [fileobj as Socket] : []));

    const received: string[] = [];
    while (readerOf.size > 0) {
      const writers = readyFor(EVENT_WRITE);
      expect(writers.length).toBe(readerOf.size);
      const wr = writers[Math.floor(Math.random() * writers.length)] as Socket;
      const rd = readerOf.get(wr) as Socket;
      wr.send(Buffer.from(message));
      expect(readyFor(EVENT_READ)).toEqual([rd]);
      received.push(rd.recv(message.length).toString());
      s.unregister(wr);
      s.unregister(rd);
      readerOf.delete(wr);
    }
    expect(received).toEqual(Array(count).fill(message));
  });

  test('test_empty_select', () => {
    expect(opened(backend).select(0)).toEqual([]);
  });

  test('test_empty_select_timeout', () => {
    const s = opened(backend);
    expectToTake(0.2, () => expect(s.select(0.2)).toEqual([]));
  });

  test('test_timeout', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    s.register(wr, EVENT_WRITE);
    expect(s.select(0).length).toBe(1);
    expect(s.select(-1).length).toBe(1);

    s.unregister(wr);
    s.register(rd, EVENT_READ);
    expect(s.select(0)).toEqual([]);
    expect(s.select(-1)).toEqual([]);
    expectToTake(0.2, () => expect(s.select(0.2)).toEqual([]));
  });

  test('a time-out is real where clocks are fakes', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    const startNs = process.hrtime.bigint();
    fakeClocks();
    expect(s.select(0.02)).toEqual([]);
    vi.useRealTimers();
    expect(Number(process.hrtime.bigint() - startNs)).toBeGreaterThanOrEqual(0.02e9);
  });

  test('no time-out is cut short, and less than a millisecond is a wait too', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    for (const seconds of [1e-10, 1e-6, 0.0004, 0.001, 0.0015, 0.009, 0.0299, 0.069]) {
      expectToTake(seconds, () => expect(s.select(seconds)).toEqual([]));
    }
  });

  test('time-outs: NaN is a ValueError, beyond range an OverflowError, other types a TypeError', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    wr.send(Buffer.from('x'));
    const key = s.register(rd, EVENT_READ);
    expect(() => s.select(Number.NaN)).toThrow(ValueError);
    expect(() => s.select(Number.POSITIVE_INFINITY)).toThrow(OverflowError);
    expect(() => s.select(backend.longestTimeoutSeconds * 1.001)).toThrow(OverflowError);
    for (const timeout of ['1', {}, [], true, 1n] as never[]) {
      expect(() => s.select(timeout)).toThrow(TypeError);
    }
    for (const timeout of [null, undefined, backend.longestTimeoutSeconds * 0.999, -Infinity, -0]) {
      expect(s.select(timeout)).toEqual([[key, EVENT_READ]]);
    }
  });

  test('a hang-up is ready for whatever was asked for, and no more', () => {
    for (const events of [EVENT_READ, EVENT_WRITE, EVENT_READ | EVENT_WRITE]) {
      const s = opened(backend);
      const [rd, wr] = makeSocketpair();
      wr.close();
      s.register(rd, events);
      expect(readyByDescriptor(s)).toEqual(new Map([[rd.fileno(), events]]));
    }
  });

  test.runIf(hasPipes)('a pipe without readers stays ready for writing', () => {
    const s = opened(backend);
    const [reader, writer] = makePipe();
    s.register(writer, EVENT_WRITE);
    reader.close();
    const ready = new Map([[writer.fileno(), EVENT_WRITE]]);
    expect(readyByDescriptor(s)).toEqual(ready);
    expect(readyByDescriptor(s)).toEqual(ready);
    s.unregister(writer);
    expect(s.select(0)).toEqual([]);
  });

  test.runIf(hasPipes)('a pipe without writers is ready for reading', () => {
    const s = opened(backend);
    const [reader, writer] = makePipe();
    s.register(reader, EVENT_READ);
    expect(s.select(0)).toEqual([]);
    writer.close();
    expect(readyByDescriptor(s)).toEqual(new Map([[reader.fileno(), EVENT_READ]]));
  });

  test('what is ready stays ready until it is dealt with', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    s.register(rd, EVENT_READ);
    wr.send(Buffer.from('xy'));
    for (let left = 2; left > 0; left--) {
      expect(s.select(0).length).toBe(1);
      rd.recv(1);
    }
    expect(s.select(0)).toEqual([]);
  });

  test('all that is ready comes at once, each key once', () => {
    const s = opened(backend);
    const expected = new Map<number, number>();
    for (let i = 0; i < 200; i++) {
      const [rd, wr] = makeSocketpair();
      wr.send(Buffer.from('x'));
      s.register(rd, EVENT_READ | EVENT_WRITE);
      expected.set(rd.fileno(), EVENT_READ | EVENT_WRITE);
    }
    expect(s.select().length).toBe(200);
    expect(readyByDescriptor(s)).toEqual(expected);
  });
}
