import { getEventListeners } from 'node:events';
import { type BaseSelector, RuntimeError, ValueError } from 'selectors-ts';
import { expect, test } from 'vitest';
import { isPending } from '../support/isPending.js';
import type { Backend } from './backends.js';
import { openedWithReader } from './opened.js';

/** A signal of a polyfill from before signals had reasons; each member can be another. */
function polyfilled(members: object = {}) {
  const target = new EventTarget();
  const signal = {
    aborted: false,
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
  };
  Object.defineProperties(signal, Object.getOwnPropertyDescriptors(members));
  const abort = () => {
    signal.aborted = true;
    target.dispatchEvent(new Event('abort'));
  };
  return { signal: signal as unknown as AbortSignal, abort };
}

const failure = new Error('of the signal');

export function signals(backend: Backend): void {
  test('an aborted selectAsync() is rejected with the reason', async () => {
    const { s, expectToWorkOn } = openedWithReader(backend);
    const reason = new Error('no more');
    await expect(s.selectAsync(null, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const { signal } = controller;
    const ready = s.selectAsync(null, { signal });
    controller.abort(reason);
    await expect(ready).rejects.toBe(reason);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    await expectToWorkOn();
  });

  test('a signal that is not used leaves no listener', async () => {
    const { s, send, ready } = openedWithReader(backend);
    const { signal } = new AbortController();
    expect(await s.selectAsync(0.001, { signal })).toEqual([]);
    expect(await s.selectAsync(0, { signal })).toEqual([]);
    const wait = s.selectAsync(null, { signal });
    send();
    expect(await wait).toEqual(ready);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('the signal of a polyfill does, too', async () => {
    const { s, send, ready, expectToWorkOn } = openedWithReader(backend);
    const { signal, abort } = polyfilled();
    expect(await s.selectAsync(0.001, { signal })).toEqual([]);
    const aborted = s.selectAsync(null, { signal });
    abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    await expect(s.selectAsync(null, { signal })).rejects.toMatchObject({ name: 'AbortError' });
    await expectToWorkOn();
    send();
    expect(await s.selectAsync(null, polyfilled())).toEqual(ready);
  });

  test('what is no signal is a TypeError', async () => {
    const { s, expectToWorkOn } = openedWithReader(backend);
    for (const signal of [null, 1, 'aborted', {}, () => {}, { signal: {} }] as never[]) {
      await expect(s.selectAsync(null, { signal })).rejects.toThrow(TypeError);
    }
    const bare = { aborted: false } as AbortSignal;
    await expect(s.selectAsync(null, { signal: bare })).rejects.toThrow(TypeError);
    await expectToWorkOn();
  });

  test('one that starts a wait while it is listened to is a RuntimeError there', async () => {
    const { s, send, ready } = openedWithReader(backend);
    let inner: Promise<unknown> | undefined;
    const { signal } = polyfilled({
      addEventListener() {
        inner = s.selectAsync();
        inner.catch(() => {});
      },
    });
    const outer = s.selectAsync(null, { signal });
    await expect(inner).rejects.toThrow(RuntimeError);
    expect(await isPending(outer)).toBe(true);
    send();
    expect(await outer).toEqual(ready);
  });

  test('one that starts a wait when it is asked whether it is aborted comes too late', async () => {
    const { s, send, ready } = openedWithReader(backend);
    let inner: Promise<unknown> | undefined;
    const { signal } = polyfilled({
      get aborted() {
        inner ??= s.selectAsync();
        return false;
      },
    });
    await expect(s.selectAsync(null, { signal })).rejects.toThrow(RuntimeError);
    send();
    expect(await inner).toEqual(ready);
  });

  test.each<[string, (s: BaseSelector) => object, unknown]>([
    [
      'addEventListener() throws',
      () => ({
        addEventListener() {
          throw failure;
        },
      }),
      failure,
    ],
    [
      'aborted throws',
      () => ({
        get aborted() {
          throw failure;
        },
      }),
      failure,
    ],
    [
      'addEventListener() aborts',
      () => ({
        reason: failure,
        addEventListener(_name: string, listener: () => void) {
          listener();
        },
      }),
      failure,
    ],
    [
      'addEventListener() aborts before it adds anything',
      () => ({
        reason: failure,
        addEventListener() {
          (this as { aborted: boolean }).aborted = true;
        },
      }),
      failure,
    ],
    [
      'the reason throws',
      () => ({
        get reason() {
          throw failure;
        },
        addEventListener(_name: string, listener: () => void) {
          listener();
        },
      }),
      failure,
    ],
  ])('a wait by a signal of which %s is rejected with that', async (_name, members, error) => {
    const { s, expectToWorkOn } = openedWithReader(backend);
    const { signal } = polyfilled(members(s));
    await expect(s.selectAsync(null, { signal })).rejects.toBe(error);
    await expectToWorkOn();
  });

  test('one that starts the next wait when it is asked for its reason', async () => {
    const { s, send, ready } = openedWithReader(backend);
    let next: Promise<unknown> | undefined;
    const { signal, abort } = polyfilled({
      get reason() {
        next = s.selectAsync();
        return failure;
      },
    });
    const aborted = s.selectAsync(null, { signal });
    abort();
    await expect(aborted).rejects.toBe(failure);
    send();
    expect(await next).toEqual(ready);
  });

  test('one that starts the next wait when it is listened to no longer', async () => {
    const { s, send, ready } = openedWithReader(backend);
    let next: Promise<unknown> | undefined;
    const { signal } = polyfilled({
      removeEventListener() {
        next = s.selectAsync();
      },
    });
    expect(await s.selectAsync(0.001, { signal })).toEqual([]);
    send();
    expect(await next).toEqual(ready);
  });

  test('one that closes the selector', async () => {
    const whenAsked = openedWithReader(backend).s;
    const { signal } = polyfilled({
      get aborted() {
        whenAsked.close();
        return false;
      },
    });
    await expect(whenAsked.selectAsync(null, { signal })).rejects.toThrow(ValueError);
    const whenAdded = openedWithReader(backend).s;
    const closing = polyfilled({ addEventListener: () => whenAdded.close() });
    expect(await whenAdded.selectAsync(null, closing)).toEqual([]);
  });

  test('a wait that is aborted makes room for the next, whichever listener comes first', async () => {
    const { s, send, ready } = openedWithReader(backend);
    const controller = new AbortController();
    let next: Promise<unknown> | undefined;
    controller.signal.addEventListener('abort', () => {
      next = s.selectAsync();
    });
    const aborted = s.selectAsync(null, { signal: controller.signal });
    controller.abort(failure);
    await expect(aborted).rejects.toBe(failure);
    send();
    expect(await next).toEqual(ready);
  });
}
