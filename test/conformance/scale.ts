import { execFileSync } from 'node:child_process';
import { EVENT_READ, EVENT_WRITE, ValueError } from 'selectors-ts';
import { expect, test } from 'vitest';
import { hasDenseNumbers, hasShell } from '../support/capabilities.js';
import { closedNumber, fillUpTo, makeSocketpair } from '../support/descriptors.js';
import type { Backend } from './backends.js';
import { opened, readyByDescriptor } from './opened.js';

const FD_SETSIZE = 1024;

/** As many descriptors as this process may have, less those that are open already. */
function descriptorsLeft(): number {
  if (!hasShell) return 2 * FD_SETSIZE;
  const soft = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' });
  const limit = Number(soft) || 2 ** 16;
  return Math.min(limit, 2 ** 16) - closedNumber() - 32;
}

export function scale(backend: Backend): void {
  if (backend.scalable) {
    test('test_above_fd_setsize', () => {
      const s = opened(backend);
      const pairs = Math.floor(descriptorsLeft() / 2);
      expect(2 * pairs).toBeGreaterThan(FD_SETSIZE);
      for (let i = 0; i < pairs; i++) {
        const [rd, wr] = makeSocketpair();
        s.register(rd, EVENT_READ);
        s.register(wr, EVENT_WRITE);
      }
      expect(s.select().length).toBe(pairs);
    });

    test.runIf(hasDenseNumbers)('a descriptor at FD_SETSIZE is as any other', () => {
      const s = opened(backend);
      fillUpTo(FD_SETSIZE - 1);
      const [rd, wr] = makeSocketpair();
      expect(rd.fileno()).toBeGreaterThanOrEqual(FD_SETSIZE);
      s.register(rd, EVENT_READ);
      s.register(wr, EVENT_READ | EVENT_WRITE);
      rd.send(Buffer.from('x'));
      expect(readyByDescriptor(s)).toEqual(new Map([[wr.fileno(), EVENT_READ | EVENT_WRITE]]));
      s.modify(wr, EVENT_READ);
      expect(readyByDescriptor(s)).toEqual(new Map([[wr.fileno(), EVENT_READ]]));
      s.unregister(wr);
      expect(s.select(0)).toEqual([]);
    });
  } else {
    test.runIf(hasDenseNumbers)(
      'a descriptor at FD_SETSIZE is a ValueError of select(), until it is unregistered',
      () => {
        const s = opened(backend);
        fillUpTo(FD_SETSIZE - 1);
        const [rd, wr] = makeSocketpair();
        expect(rd.fileno()).toBeGreaterThanOrEqual(FD_SETSIZE);
        s.register(rd, EVENT_READ);
        s.register(wr, EVENT_WRITE);
        expect(() => s.select(0)).toThrow(ValueError);
        expect(() => s.select(null)).toThrow(/FD_SETSIZE|out of range/);
        s.modify(rd, EVENT_WRITE);
        expect(() => s.select(0)).toThrow(ValueError);
        s.unregister(rd);
        s.unregister(wr);
        expect(s.select(0)).toEqual([]);
      },
    );
  }

  test.runIf(hasDenseNumbers)('a descriptor just below FD_SETSIZE', () => {
    const s = opened(backend);
    fillUpTo(FD_SETSIZE - 3);
    const [rd, wr] = makeSocketpair();
    expect(wr.fileno()).toBe(FD_SETSIZE - 1);
    s.register(rd, EVENT_READ);
    s.register(wr, EVENT_WRITE);
    expect(readyByDescriptor(s)).toEqual(new Map([[wr.fileno(), EVENT_WRITE]]));
  });
}
