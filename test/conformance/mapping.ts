import { EVENT_READ, EVENT_WRITE, KeyError, SelectorKey, ValueError } from 'selectors-ts';
import { expect, test } from 'vitest';
import { makeSocketpair } from '../support/descriptors.js';
import type { Backend } from './backends.js';
import { opened } from './opened.js';

export function mapping(backend: Backend): void {
  test('test_get_key', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    const key = s.register(rd, EVENT_READ, 'data');
    expect(s.getKey(rd)).toBe(key);
    // an unknown one
    expect(() => s.getKey(999999)).toThrow(KeyError);
  });

  test('test_get_map', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    const sentinel = new SelectorKey(rd, 0, 0, null);

    const keys = s.getMap();
    if (keys === null) throw new Error('an open selector has a map');
    expect(keys.size).toBe(0);
    expect([...keys]).toEqual([]);
    expect(keys.get(rd)).toBeUndefined();
    expect(keys.get(rd) ?? sentinel).toBe(sentinel);

    const key = s.register(rd, EVENT_READ, 'data');
    expect(keys.has(rd)).toBe(true);
    expect(keys.get(rd)).toBe(key);
    expect(keys.size).toBe(1);
    expect([...keys.keys()]).toEqual([rd.fileno()]);
    expect([...keys.values()]).toEqual([key]);
    expect([...keys]).toEqual([[rd.fileno(), key]]);

    // an unknown one
    expect(keys.get(999999)).toBeUndefined();
    expect(keys.has(999999)).toBe(false);

    // read-only
    expect(keys).not.toHaveProperty('delete');
    expect(keys).not.toHaveProperty('set');
    expect(keys).not.toHaveProperty('clear');
    expect(() => Object.assign(keys, { size: 0 })).toThrow(TypeError);
  });

  test('test_fileno', () => {
    const s = opened(backend);
    if (backend.hasFileno) {
      const fd = (s as unknown as { fileno(): number }).fileno();
      expect(Number.isInteger(fd)).toBe(true);
      expect(fd).toBeGreaterThanOrEqual(0);
    } else {
      expect(s).not.toHaveProperty('fileno');
    }
  });

  test('the map is one live view, found by object and by number', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const keys = s.getMap();
    expect(s.getMap()).toBe(keys);
    const key = s.register(rd, EVENT_READ);
    const wrKey = s.register(wr, EVENT_WRITE);
    expect(keys?.get(rd.fileno())).toBe(key);
    expect([...(keys?.entries() ?? [])]).toEqual([
      [rd.fileno(), key],
      [wr.fileno(), wrKey],
    ]);
    s.unregister(rd);
    expect([...(keys ?? [])]).toEqual([[wr.fileno(), wrKey]]);
  });

  test('the map may change while it is iterated', () => {
    const s = opened(backend);
    for (const socket of [...makeSocketpair(), ...makeSocketpair()]) s.register(socket, EVENT_READ);
    for (const fd of s.getMap()?.keys() ?? []) s.unregister(fd);
    expect(s.getMap()?.size).toBe(0);
  });

  test('what is no file object is a ValueError everywhere', () => {
    const s = opened(backend);
    const keys = s.getMap();
    const strangers = [
      {},
      null,
      undefined,
      'text',
      true,
      -1,
      1.5,
      { fileno: () => 'text' },
      { fd: -1 },
    ];
    for (const stranger of strangers as never[]) {
      expect(() => s.register(stranger, EVENT_READ)).toThrow(ValueError);
      expect(() => s.unregister(stranger)).toThrow(ValueError);
      expect(() => s.modify(stranger, EVENT_READ)).toThrow(ValueError);
      expect(() => s.getKey(stranger)).toThrow(ValueError);
      expect(() => keys?.get(stranger)).toThrow(ValueError);
      expect(() => keys?.has(stranger)).toThrow(ValueError);
    }
  });

  test('what fileno() throws is the cause of a ValueError if it speaks of type or value', () => {
    const s = opened(backend);
    const throwing = (error: Error) => ({
      fileno(): number {
        throw error;
      },
    });
    for (const error of [new TypeError('type'), new ValueError('value')]) {
      expect(() => s.register(throwing(error), EVENT_READ)).toThrow(
        expect.objectContaining({ name: 'ValueError', cause: error }),
      );
    }
    const other = new RangeError('other');
    expect(() => s.register(throwing(other), EVENT_READ)).toThrow(other);
    expect(() => s.getKey(throwing(other))).toThrow(other);
    expect(s.getMap()?.size).toBe(0);
  });
}
