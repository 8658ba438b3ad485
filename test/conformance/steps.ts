import { Readable } from 'node:stream';
import { type BaseSelector, EVENT_READ, RuntimeError } from 'selectors-ts';
import { expect, test } from 'vitest';
import { makeSocketpair } from '../support/descriptors.js';
import { isPending } from '../support/isPending.js';
import type { Backend } from './backends.js';
import { opened, openedWithReader } from './opened.js';

const X = Buffer.from('x');
const over = { done: true, value: undefined };

/** `for await`, and the iterator under it. */
export function steps(backend: Backend): void {
  test('for await takes one wait a step, until close()', async () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const key = s.register(rd, EVENT_READ);
    wr.send(X);
    let steps = 0;
    for await (const ready of s) {
      expect(ready).toEqual([[key, EVENT_READ]]);
      rd.recv(9);
      steps++;
      // Nothing is waited for between two steps, thus this is no second wait.
      expect(await s.selectAsync(0)).toEqual([]);
      if (steps < 3) wr.send(X);
      else setImmediate(() => s.close());
    }
    expect(steps).toBe(3);
    for await (const ready of s) expect.unreachable(`${ready}`);
  });

  test('leaving for await leaves the selector open', async () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const key = s.register(rd, EVENT_READ);
    wr.send(X);
    for await (const ready of s) {
      expect(ready).toEqual([[key, EVENT_READ]]);
      break;
    }
    expect(s.select()).toEqual([[key, EVENT_READ]]);
    expect(await s.selectAsync()).toEqual([[key, EVENT_READ]]);
  });

  test('registering inside for await', async () => {
    const s = opened(backend);
    const [first, firstPeer] = makeSocketpair();
    const [second, secondPeer] = makeSocketpair();
    s.register(first, EVENT_READ, 'first');
    firstPeer.send(X);
    const seen: unknown[] = [];
    for await (const ready of s) {
      for (const [key] of ready) {
        seen.push(key.data);
        s.unregister(key.fileobj);
      }
      if (seen.length === 2) break;
      s.register(second, EVENT_READ, 'second');
      secondPeer.send(X);
    }
    expect(seen).toEqual(['first', 'second']);
  });

  test('return() ends the wait of a pending next(), and the selector works on', async () => {
    const { s, expectToWorkOn } = openedWithReader(backend);
    const steps = s[Symbol.asyncIterator]();
    const next = steps.next();
    expect(await isPending(next)).toBe(true);
    expect(await steps.return?.()).toEqual(over);
    expect(await next).toEqual(over);
    expect(await steps.next()).toEqual(over);
    expect(await steps.return?.('left')).toEqual({ done: true, value: 'left' });
    await expectToWorkOn();
  });

  test('return() in the moment in which next() was called', async () => {
    const { s, expectToWorkOn } = openedWithReader(backend);
    for (let round = 0; round < 3; round++) {
      const steps = s[Symbol.asyncIterator]();
      const next = steps.next();
      expect(await Promise.all([steps.return?.(), steps.return?.()])).toEqual([over, over]);
      expect(await next).toEqual(over);
    }
    await expectToWorkOn();
  });

  test('throw() does so too, and is rejected with what it was given', async () => {
    const { s, expectToWorkOn } = openedWithReader(backend);
    const steps = s[Symbol.asyncIterator]();
    const next = steps.next();
    const failure = new Error('of the consumer');
    await expect(steps.throw?.(failure)).rejects.toBe(failure);
    expect(await next).toEqual(over);
    expect(await steps.next()).toEqual(over);
    expect(await steps.return?.('left')).toEqual({ done: true, value: 'left' });
    await expectToWorkOn();
  });

  test('what a step has found already is not lost to return()', async () => {
    const { s, ready, send } = openedWithReader(backend);
    send();
    const steps = s[Symbol.asyncIterator]();
    const next = steps.next();
    const found = await s.selectAsync(0).catch(() => null);
    await steps.return?.();
    // A turn of Node's loop may have been due first; then there was a wait to end.
    expect(await next).toEqual(found === null ? over : { value: ready });
  });

  test('return() leaves the waits of others pending', async () => {
    const { s, ready, send } = openedWithReader(backend);
    const others = s.selectAsync();
    const steps = s[Symbol.asyncIterator]();
    await expect(steps.next()).rejects.toThrow(RuntimeError);
    await steps.return?.();
    expect(await isPending(others)).toBe(true);
    send();
    expect(await others).toEqual(ready);
  });

  test('of two next() at once the second is a RuntimeError, and return() ends the first', async () => {
    const { s, expectToWorkOn } = openedWithReader(backend);
    const steps = s[Symbol.asyncIterator]();
    const first = steps.next();
    await expect(steps.next()).rejects.toThrow(RuntimeError);
    await steps.return?.();
    expect(await first).toEqual(over);
    await expectToWorkOn();
  });

  test('a return() that was called before is none of the next wait', async () => {
    const { s, ready, send } = openedWithReader(backend);
    const steps = s[Symbol.asyncIterator]();
    const next = steps.next();
    await steps.return?.();
    await next;
    const others = s.selectAsync();
    await steps.return?.();
    expect(await isPending(others)).toBe(true);
    send();
    expect(await others).toEqual(ready);
  });

  test('a selectAsync() of a subclass is ended by return() too', async () => {
    const { s, expectToWorkOn } = openedWithReader(backend);
    const { selectAsync } = s;
    s.selectAsync = async function (this: BaseSelector, ...args) {
      return [...(await selectAsync.apply(this, args))];
    };
    const steps = s[Symbol.asyncIterator]();
    const next = steps.next();
    expect(await isPending(next)).toBe(true);
    await steps.return?.();
    expect(await next).toEqual(over);
    await expectToWorkOn();
  });

  test.each([
    ['without an error', undefined],
    ['with an error', new Error('of the stream')],
  ])('a stream from a selector lets go of it when it is destroyed %s', async (_how, error) => {
    const { s, ready, send, receive, expectToWorkOn } = openedWithReader(backend);
    const stream = Readable.from(s);
    const data = new Promise((resolve) => stream.once('data', resolve));
    send();
    expect(await data).toEqual(ready);
    const closed = new Promise((resolve) => stream.once('close', resolve));
    const failed = error && new Promise((resolve) => stream.once('error', resolve));
    stream.destroy(error);
    await closed;
    expect(await failed).toBe(error);
    receive();
    await expectToWorkOn();
  });
}
