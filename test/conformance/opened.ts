import { type BaseSelector, EVENT_READ } from 'selectors-ts';
import { expect, onTestFinished } from 'vitest';
import { makeSocketpair } from '../support/descriptors.js';
import { isPending } from '../support/isPending.js';
import type { Backend } from './backends.js';

/** A selector that is closed when the test ends. */
export function opened(backend: Backend): BaseSelector {
  const selector = backend.open();
  onTestFinished(() => selector.close());
  return selector;
}

/** One that watches a socket, and what to do with the other end. */
export function openedWithReader(backend: Backend) {
  const s = opened(backend);
  const [reader, writer] = makeSocketpair();
  const send = () => writer.send(Buffer.from('x'));
  const receive = () => reader.recv(9);
  /** What a wait returns after `send()`. */
  const ready = [[s.register(reader, EVENT_READ), EVENT_READ]];

  /** Whatever has happened to its waits: there is none now, and there can be another. */
  const expectToWorkOn = async () => {
    const wait = s.selectAsync();
    expect(await isPending(wait)).toBe(true);
    send();
    expect(await wait).toEqual(ready);
    receive();
  };
  return { s, ready, send, receive, expectToWorkOn };
}

/** What each ready descriptor is ready for; the order is nobody's promise. */
export function readyByDescriptor(selector: BaseSelector, timeout = 0): Map<number, number> {
  return new Map(selector.select(timeout).map(([key, events]) => [key.fd, events]));
}
