import { EVENT_READ, EVENT_WRITE, KeyError, OSError, ValueError } from 'selectors-ts';
import { expect, test } from 'vitest';
import { hasDenseNumbers, hasFileDescriptors, hasPipes } from '../support/capabilities.js';
import { makePipe, makeSocketpair, openRegularFile, reuseNumbers } from '../support/descriptors.js';
import type { Backend } from './backends.js';
import { opened, readyByDescriptor } from './opened.js';

export function closedObjects(backend: Backend): void {
  test('a closed file object is found by identity', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    const fd = rd.fileno();
    const key = s.register(rd, EVENT_READ, 'data');
    rd.close();
    expect(s.getKey(rd)).toBe(key);
    expect(s.getMap()?.get(rd)).toBe(key);
    expect(s.getMap()?.has(rd)).toBe(true);
    expect(s.modify(rd, EVENT_READ, 'other')).toMatchObject({ fileobj: rd, fd, data: 'other' });
    // it does not replace itself
    expect(() => s.register(rd, EVENT_READ)).toThrow(KeyError);
    expect(s.unregister(rd).fd).toBe(fd);
    // known no more
    expect(() => s.unregister(rd)).toThrow(ValueError);
    expect(() => s.getKey(rd)).toThrow(ValueError);
    expect(() => s.register(rd, EVENT_READ)).toThrow(ValueError);
  });

  test('a closed file object that stands for another one is not found', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd.fileno(), EVENT_READ);
    rd.close();
    expect(() => s.unregister(rd)).toThrow(ValueError);
  });

  test('a closed descriptor that is still registered', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    const fd = rd.fileno();
    s.register(rd, EVENT_READ);
    rd.close();
    if (backend.closedDescriptor === 'silent') {
      expect(s.select(0)).toEqual([]);
    } else if (backend.closedDescriptor === 'ready') {
      // POLLNVAL, for ever
      expect(readyByDescriptor(s)).toEqual(new Map([[fd, EVENT_READ]]));
      expect(readyByDescriptor(s)).toEqual(new Map([[fd, EVENT_READ]]));
    } else {
      const expected = {
        code: 'EBADF',
        syscall: 'select',
        message: expect.stringContaining(`fd ${fd}`),
      };
      expect(() => s.select(0)).toThrow(expect.objectContaining(expected));
      expect(() => s.select(null)).toThrow(OSError);
    }
    s.unregister(rd);
    expect(s.select(0)).toEqual([]);
  });

  if (!backend.dropsKeyOnFailedModify) {
    test('modify() of a closed object fails and keeps the old registration', () => {
      const s = opened(backend);
      const [rd] = makeSocketpair();
      const key = s.register(rd, EVENT_READ, 'data');
      rd.close();
      expect(() => s.modify(rd, EVENT_WRITE)).toThrow(ValueError);
      expect(s.getKey(rd)).toBe(key);
      s.unregister(rd);
      expect(s.select(0)).toEqual([]);
    });
  }

  test.runIf(hasDenseNumbers)(
    'the next owner of a number replaces the key of a closed object',
    () => {
      const s = opened(backend);
      const [old] = makeSocketpair();
      const fd = old.fileno();
      s.register(old, EVENT_READ | EVENT_WRITE, 'old');
      old.close();
      const [heir] = reuseNumbers(fd);
      const key = s.register(heir as typeof old, EVENT_WRITE, 'new');
      expect([...(s.getMap() ?? [])]).toEqual([[fd, key]]);
      expect(s.select(0)).toEqual([[key, EVENT_WRITE]]);
      expect(() => s.unregister(old)).toThrow(ValueError);
      expect(s.unregister(heir as typeof old)).toBe(key);
      expect(s.select(0)).toEqual([]);
    },
  );

  test('so it does when the old object reports another descriptor now', () => {
    const s = opened(backend);
    const [left, right] = makeSocketpair();
    const wandering = { current: left, fileno: () => wandering.current.fileno() };
    s.register(wandering, EVENT_READ);
    expect(() => s.register(left, EVENT_WRITE)).toThrow(KeyError);
    wandering.current = right;
    const key = s.register(left, EVENT_WRITE);
    expect([...(s.getMap()?.values() ?? [])]).toEqual([key]);
    expect(s.select(0)).toEqual([[key, EVENT_WRITE]]);
    expect(s.register(wandering, EVENT_WRITE).fd).toBe(right.fileno());
  });

  test.runIf(hasDenseNumbers)('a number never replaces a key, nor is its key replaced', () => {
    const s = opened(backend);
    const [first, second] = makeSocketpair();
    const [a, b] = [first.fileno(), second.fileno()];
    s.register(a, EVENT_WRITE);
    s.register(second, EVENT_WRITE);
    first.close();
    second.close();
    const [heir] = reuseNumbers(a, b);
    expect(() => s.register(heir as typeof first, EVENT_WRITE)).toThrow(KeyError);
    expect(() => s.register(b, EVENT_WRITE)).toThrow(KeyError);
  });

  if (backend.refusesRegularFiles) {
    const canRefuse = hasDenseNumbers && hasPipes && hasFileDescriptors;
    test.runIf(canRefuse)('a key is not replaced by an object that the kernel refuses', () => {
      const s = opened(backend);
      const [old] = makePipe();
      const fd = old.fileno();
      const key = s.register(old, EVENT_READ, 'old');
      old.close();
      const file = openRegularFile();
      expect(file.fileno()).toBe(fd);
      expect(() => s.register(file, EVENT_READ)).toThrow(
        expect.objectContaining({ code: 'EPERM' }),
      );
      expect([...(s.getMap()?.values() ?? [])]).toEqual([key]);
      expect(s.unregister(old)).toBe(key);
    });
  }
}
