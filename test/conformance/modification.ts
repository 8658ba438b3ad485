import { EVENT_READ, EVENT_WRITE, KeyError, ValueError } from 'selectors-ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { closedNumber, makeSocketpair } from '../support/descriptors.js';
import type { Backend } from './backends.js';
import { opened, readyByDescriptor } from './opened.js';

export function modification(backend: Backend): void {
  test('test_modify', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();

    // events
    let key = s.register(rd, EVENT_READ);
    let key2 = s.modify(rd, EVENT_WRITE);
    expect(key2.events).not.toBe(key.events);
    expect(key2).toBe(s.getKey(rd));
    s.unregister(rd);

    // data
    const [d1, d2, d3] = [{}, {}, {}];
    key = s.register(rd, EVENT_READ, d1);
    key2 = s.modify(rd, EVENT_READ, d2);
    expect(key2.events).toBe(key.events);
    expect(key2.data).not.toBe(key.data);
    expect(key2).toBe(s.getKey(rd));
    expect(key2.data).toBe(d2);

    // an unknown one
    expect(() => s.modify(999999, EVENT_READ)).toThrow(KeyError);

    // data alone takes a shortcut
    const register = vi.spyOn(s, 'register');
    const unregister = vi.spyOn(s, 'unregister');
    s.modify(rd, EVENT_READ, d3);
    expect(s.getKey(rd).data).toBe(d3);
    expect(register).not.toHaveBeenCalled();
    expect(unregister).not.toHaveBeenCalled();
  });

  const { openFailingToModify } = backend;
  if (openFailingToModify !== undefined) {
    test('test_modify_unregister', () => {
      const failure = new RangeError('from the kernel object');
      const s = openFailingToModify(failure);
      onTestFinished(() => s.close());
      const [rd] = makeSocketpair();
      s.register(rd, EVENT_READ);
      expect(s.getMap()?.size).toBe(1);
      expect(() => s.modify(rd, EVENT_WRITE)).toThrow(failure);
      expect(s.getMap()?.size).toBe(0);
      // the descriptor has gone from the kernel object too
      s.register(rd, EVENT_WRITE);
      expect(readyByDescriptor(s)).toEqual(new Map([[rd.fileno(), EVENT_WRITE]]));
    });
  }

  test('modify() changes what is waited for', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const fd = rd.fileno();
    wr.send(Buffer.from('x'));
    s.register(rd, EVENT_READ);
    for (const events of [EVENT_WRITE, EVENT_READ | EVENT_WRITE, EVENT_READ]) {
      s.modify(rd, events);
      expect(readyByDescriptor(s)).toEqual(new Map([[fd, events]]));
    }
  });

  test('modify() that changes nothing returns the same key, data compared by Object.is', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    const key = s.register(rd, EVENT_READ, Number.NaN);
    expect(s.modify(rd, EVENT_READ, Number.NaN)).toBe(key);
    const zero = s.modify(rd, EVENT_READ, 0);
    const negativeZero = s.modify(rd, EVENT_READ, -0);
    expect(negativeZero).not.toBe(zero);
    expect(negativeZero.data).toBe(-0);
    const list = s.modify(rd, EVENT_READ, []);
    expect(s.modify(rd, EVENT_READ, [])).not.toBe(list);
  });

  test('modify() makes a new key and leaves the old one as it was', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    const key = s.register(rd, EVENT_READ, 'old');
    s.modify(rd, EVENT_WRITE, 'new');
    expect({ ...key }).toEqual({ fileobj: rd, fd: rd.fileno(), events: EVENT_READ, data: 'old' });
  });

  test('modify() without data resets it', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ, 'data');
    expect(s.modify(rd, EVENT_READ).data).toBeNull();
    s.modify(rd, EVENT_READ, 'data');
    expect(s.modify(rd, EVENT_WRITE).data).toBeNull();
  });

  if (backend.dropsKeyOnFailedModify) {
    test('modify() through another object keeps the registered one', () => {
      const s = opened(backend);
      const [rd] = makeSocketpair();
      s.register(rd, EVENT_READ);
      expect(s.modify(rd.fileno(), EVENT_WRITE).fileobj).toBe(rd);
      expect(s.modify(rd.fileno(), EVENT_WRITE, 'data').fileobj).toBe(rd);
    });
  } else {
    test('modify() of events through another object takes that one, of data alone does not', () => {
      const s = opened(backend);
      const [rd] = makeSocketpair();
      const fd = rd.fileno();
      s.register(rd, EVENT_READ);
      expect(s.modify(fd, EVENT_READ, 'data').fileobj).toBe(rd);
      expect(s.modify(fd, EVENT_WRITE, 'data').fileobj).toBe(fd);
    });
  }

  test('invalid events in modify() are a ValueError and change nothing', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    wr.send(Buffer.from('x'));
    const key = s.register(rd, EVENT_READ, 'data');
    for (const events of [0, 4, 7, -1, Number.NaN]) {
      expect(() => s.modify(rd, events, 'other')).toThrow(ValueError);
      expect(s.getKey(rd)).toBe(key);
    }
    expect(s.select(0)).toEqual([[key, EVENT_READ]]);
  });

  test('modify() looks the file object up before it judges the events', () => {
    const s = opened(backend);
    expect(() => s.modify(closedNumber(), 0)).toThrow(KeyError);
    expect(() => s.modify({} as never, 0)).toThrow(/^Invalid file object/);
  });
}
