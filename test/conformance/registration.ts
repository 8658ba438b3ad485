import { EVENT_READ, EVENT_WRITE, KeyError, OSError, SelectorKey, ValueError } from 'selectors-ts';
import { expect, test } from 'vitest';
import { hasDenseNumbers, hasFileDescriptors, hasPipes } from '../support/capabilities.js';
import {
  closedNumber,
  makePipe,
  makeSocketpair,
  openRegularFile,
  reuseNumbers,
} from '../support/descriptors.js';
import type { Backend } from './backends.js';
import { opened, readyByDescriptor } from './opened.js';

export function registration(backend: Backend): void {
  test('test_register', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();

    const key = s.register(rd, EVENT_READ, 'data');
    expect(key).toBeInstanceOf(SelectorKey);
    expect(key.fileobj).toBe(rd);
    expect(key.fd).toBe(rd.fileno());
    expect(key.events).toBe(EVENT_READ);
    expect(key.data).toBe('data');

    // an unknown event
    expect(() => s.register(0, 999999)).toThrow(ValueError);
    // an invalid descriptor
    expect(() => s.register(-10, EVENT_READ)).toThrow(ValueError);
    // twice
    expect(() => s.register(rd, EVENT_READ)).toThrow(KeyError);
    // the same descriptor by another object
    expect(() => s.register(rd.fileno(), EVENT_READ)).toThrow(KeyError);
    expect([...(s.getMap()?.values() ?? [])]).toEqual([key]);
  });

  test('test_unregister', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();

    const key = s.register(rd, EVENT_READ);
    expect(s.unregister(rd)).toBe(key);

    // an unknown one
    expect(() => s.unregister(999999)).toThrow(KeyError);
    // twice
    expect(() => s.unregister(rd)).toThrow(KeyError);
  });

  test('test_unregister_after_fd_close', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const [r, w] = [rd.fileno(), wr.fileno()];
    s.register(r, EVENT_READ);
    s.register(w, EVENT_WRITE);
    rd.close();
    wr.close();
    s.unregister(r);
    s.unregister(w);
    expect(s.getMap()?.size).toBe(0);
  });

  test.runIf(hasDenseNumbers)('test_unregister_after_fd_close_and_reuse', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    const [r, w] = [rd.fileno(), wr.fileno()];
    s.register(r, EVENT_READ);
    s.register(w, EVENT_WRITE);
    rd.close();
    wr.close();
    reuseNumbers(r, w);
    s.unregister(r);
    s.unregister(w);
    expect(s.select(0)).toEqual([]);
  });

  test('test_unregister_after_socket_close', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    s.register(rd, EVENT_READ);
    s.register(wr, EVENT_WRITE);
    rd.close();
    wr.close();
    s.unregister(rd);
    s.unregister(wr);
    expect(s.getMap()?.size).toBe(0);
  });

  if (backend.refusesRegularFiles) {
    test.runIf(hasFileDescriptors)('test_register_file', () => {
      const s = opened(backend);
      const file = openRegularFile();
      expect(() => s.register(file, EVENT_READ)).toThrow(
        expect.objectContaining({ name: 'PermissionError', code: 'EPERM' }),
      );
      // the key has been removed
      expect(() => s.getKey(file)).toThrow(KeyError);
    });
  } else {
    test.runIf(hasFileDescriptors)('a regular file is always readable', () => {
      const s = opened(backend);
      const file = openRegularFile();
      s.register(file, EVENT_READ);
      expect(readyByDescriptor(s)).toEqual(new Map([[file.fileno(), EVENT_READ]]));
    });
  }

  if (backend.refusesClosedDescriptors) {
    test('test_register_bad_fd', () => {
      const s = opened(backend);
      const fd = closedNumber();
      expect(() => s.register(fd, EVENT_READ)).toThrow(
        expect.objectContaining({ code: 'EBADF', message: expect.stringContaining(`fd ${fd}`) }),
      );
      expect(() => s.register(fd, EVENT_READ)).toThrow(OSError);
      // the key has been removed
      expect(() => s.getKey(fd)).toThrow(KeyError);
      expect(s.select(0)).toEqual([]);
    });
  } else {
    test('a closed number is registered, as the kernel is not asked', () => {
      const s = opened(backend);
      const fd = closedNumber();
      expect(s.register(fd, EVENT_READ)).toBe(s.getKey(fd));
    });
  }

  test('a refused registration leaves nothing behind', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    wr.send(Buffer.from('x'));
    for (const events of [0, 4, -1, 1.5, Number.NaN, 2 ** 32 + 1]) {
      expect(() => s.register(rd, events)).toThrow(ValueError);
    }
    expect(s.getMap()?.size).toBe(0);
    expect(s.select(0)).toEqual([]);
    s.register(rd, EVENT_READ);
    expect(readyByDescriptor(s)).toEqual(new Map([[rd.fileno(), EVENT_READ]]));
  });

  test('events are judged before the file object, and that before what is registered', () => {
    const s = opened(backend);
    const [rd] = makeSocketpair();
    s.register(rd, EVENT_READ);
    const invalid = {} as never;
    expect(() => s.register(invalid, 0)).toThrow(/^Invalid events/);
    expect(() => s.register(invalid, EVENT_READ)).toThrow(/^Invalid file object/);
    expect(() => s.register(rd, 0)).toThrow(ValueError);
    expect(() => s.register(rd, EVENT_READ)).toThrow(KeyError);
  });

  test('data that is left out is null', () => {
    const s = opened(backend);
    const [rd, wr] = makeSocketpair();
    expect(s.register(rd, EVENT_READ).data).toBeNull();
    expect(s.register(wr, EVENT_READ, undefined).data).toBeNull();
  });

  test.runIf(hasPipes)('pipes, by object and by number', () => {
    const s = opened(backend);
    const [reader, writer] = makePipe();
    s.register(reader, EVENT_READ);
    s.register(writer.fileno(), EVENT_WRITE);
    expect(readyByDescriptor(s)).toEqual(new Map([[writer.fileno(), EVENT_WRITE]]));
    writer.write('x');
    expect(readyByDescriptor(s).get(reader.fileno())).toBe(EVENT_READ);
  });
}
