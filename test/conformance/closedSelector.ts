import { EVENT_READ, EVENT_WRITE, KeyError, RuntimeError, ValueError } from 'selectors-ts';
import { expect, test } from 'vitest';
import { makeSocketpair } from '../support/descriptors.js';
import type { Backend } from './backends.js';
import { opened } from './opened.js';

export function closedSelector(backend: Backend): void {
  test('test_close', () => {
    const s = opened(backend);
    const mapping = s.getMap();
    const [rd, wr] = makeSocketpair();
    s.register(rd, EVENT_READ);
    s.register(wr, EVENT_WRITE);

    s.close();
    expect(() => s.getKey(rd)).toThrow(RuntimeError);
    expect(() => s.getKey(wr)).toThrow(RuntimeError);
    expect(mapping?.has(rd)).toBe(false);
    expect(mapping?.has(wr)).toBe(false);
    expect(mapping?.get(rd)).toBeUndefined();
    expect(mapping?.get(wr)).toBeUndefined();
  });

  test('test_context_manager', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    {
      using sel = s;
      sel.register(rd, EVENT_READ);
      sel.register(wr, EVENT_WRITE);
    }
    expect(() => s.getKey(rd)).toThrow(RuntimeError);
    expect(() => s.getKey(wr)).toThrow(RuntimeError);
  });

  test('after close() every call says so in the same way', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    s.register(rd, EVENT_READ);
    s.close();
    s.close();
    expect(() => s.select(0)).toThrow(ValueError);
    expect(() => s.select(null)).toThrow(ValueError);
    expect(() => s.register(wr, EVENT_READ)).toThrow(ValueError);
    expect(() => s.register(rd, EVENT_READ)).toThrow(ValueError);
    expect(() => s.unregister(rd)).toThrow(KeyError);
    expect(() => s.modify(rd, EVENT_WRITE)).toThrow(KeyError);
    expect(() => s.getKey(rd)).toThrow(RuntimeError);
    expect(s.getMap()).toBeNull();
    if (backend.hasFileno) {
      expect(() => (s as unknown as { fileno(): number }).fileno()).toThrow(ValueError);
    }
  });

  test('a selector closed by a fileno() of its own', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    const closing = {
      fileno(): number {
        s.close();
        return rd.fileno();
      },
    };
    expect(() => s.register(closing, EVENT_READ)).toThrow(ValueError);
    expect(s.getMap()).toBeNull();
  });
}
