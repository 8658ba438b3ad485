import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readSync } from 'node:fs';
import type { Socket } from 'node:net';
import { OSError, OverflowError, select, ValueError } from 'selectors-ts/select';
import { describe, expect, test } from 'vitest';
import {
  hasDenseNumbers,
  hasFileDescriptors,
  hasPipes,
  hasShell,
} from '../support/capabilities.js';
import { closedNumber, fillUpTo, makePipe, makeSocketpair } from '../support/descriptors.js';

const FD_SETSIZE = 1024;
const message = Buffer.from('x');

class Almost {
  fileno(): never {
    return 'fileno' as never;
  }
}

test('test_error_conditions', () => {
  expect(() => select(1 as never, 2 as never, 3 as never)).toThrow(TypeError);
  expect(() => select([{} as never], [], [])).toThrow(TypeError);
  expect(() => select([new Almost()], [], [])).toThrow(TypeError);
  expect(() => select([], [], [], 'not a number' as never)).toThrow(TypeError);
  expect(() => select([], [], [], -1)).toThrow(ValueError);
});

test('test_errno', () => {
  const fd = closedNumber();
  const expected = {
    code: 'EBADF',
    syscall: 'select',
    message: expect.stringContaining(`fd ${fd}`),
  };
  expect(() => select([fd], [], [], 0)).toThrow(expect.objectContaining(expected));
  expect(() => select([fd], [], [], 0)).toThrow(OSError);
});

test('test_returned_list_identity', () => {
  const [r, w, x] = select([], [], [], 0.01);
  expect([r, w, x]).toEqual([[], [], []]);
  expect(r).not.toBe(w);
  expect(r).not.toBe(x);
  expect(w).not.toBe(x);
});

test.runIf(hasShell)('test_select', async () => {
  // Each line is asked for, so that reading it cannot find two.
  const lines = 10;
  const child = spawn(
    'sh',
    ['-c', 'while read -r line && [ "$line" != end ]; do echo testing...; done'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  child.stdout.pause();
  const pipe = child.stdout as Socket;
  const fd = (pipe as unknown as { _handle: { fd: number } })._handle.fd;
  const buffer = Buffer.alloc(64);
  for (let line = 0; line < lines; line++) {
    expect(select([pipe], [], [], 0)).toEqual([[], [], []]);
    child.stdin.write('\n');
    for (const timeout of [16, null]) {
      const [r, w, x] = select([pipe], [], [], timeout);
      expect(r).toEqual([pipe]);
      expect(r[0]).toBe(pipe);
      expect([w, x]).toEqual([[], []]);
    }
    expect(buffer.toString('latin1', 0, readSync(fd, buffer))).toBe('testing...\n');
  }
  child.stdin.write('end\n');
  expect(select([pipe], [], [], null)).toEqual([[pipe], [], []]);
  expect(readSync(fd, buffer)).toBe(0);
  await once(child, 'exit');
});

test('test_select_mutated', () => {
  const [writable] = makeSocketpair();
  const a: Array<{ fileno(): number }> = [];
  for (let i = 0; i < 10; i++) {
    a.push({
      fileno() {
        a.pop();
        return writable.fileno();
      },
    });
  }
  const result = select([], a, []);
  expect(a.length).toBe(5);
  expect(result).toEqual([[], a, []]);
  expect(result[1]).not.toBe(a);
});

describe('select()', () => {
  test('a closed descriptor above the kernel table of open files is EBADF, not ready', () => {
    // First of all here: the kernel's table grows with the highest descriptor, and never shrinks.
    const fd = FD_SETSIZE - 1;
    expect(() => select([fd], [], [], 0)).toThrow(expect.objectContaining({ code: 'EBADF' }));
    expect(() => select([], [fd], [], 0)).toThrow(expect.objectContaining({ code: 'EBADF' }));
    expect(() => select([], [], [fd], null)).toThrow(expect.objectContaining({ code: 'EBADF' }));
  });

  test("returns the caller's own objects, each as often as it stands in its list", () => {
    const [left, right] = makeSocketpair();
    right.send(message);
    const asNumber = left.fileno();
    const [r, w, x] = select([left, asNumber, left, right], [left, right], [left]);
    expect(r).toEqual([left, asNumber, left]);
    expect(w).toEqual([left, right]);
    expect(x).toEqual([]);
  });

  test('takes any iterable', () => {
    const [left, right] = makeSocketpair();
    right.send(message);
    function* generated() {
      yield left;
      yield right;
    }
    expect(select(generated(), new Set([right]), [])).toEqual([[left], [right], []]);
  });

  test('out-of-band data is the exceptional condition', async () => {
    const { AF_INET, MSG_OOB, Socket } = await import('selectors-ts/socket');
    const listener = new Socket(AF_INET);
    listener.bind(['127.0.0.1', 0]);
    listener.listen();
    const client = new Socket(AF_INET);
    client.connect(listener.getsockname() as [string, number]);
    const [server] = listener.accept();
    client.send(Buffer.from('!'), MSG_OOB);
    expect(select([], [], [server], null)).toEqual([[], [], [server]]);
    for (const socket of [listener, client, server]) socket.close();
  });

  test.runIf(hasDenseNumbers)(
    'a descriptor at FD_SETSIZE is a ValueError before anything is touched',
    () => {
      fillUpTo(FD_SETSIZE - 1);
      const [high] = makeSocketpair();
      expect(high.fileno()).toBeGreaterThanOrEqual(FD_SETSIZE);
      for (const fd of [high, high.fileno(), FD_SETSIZE, 2 ** 31 - 1]) {
        expect(() => select([fd], [], [], 0)).toThrow(ValueError);
        expect(() => select([], [fd], [], 0)).toThrow(ValueError);
        expect(() => select([], [], [fd], null)).toThrow(ValueError);
      }
      expect(() => select([2 ** 31], [], [], 0)).toThrow(OverflowError);
    },
  );

  test('a negative descriptor is a ValueError', () => {
    expect(() => select([-1], [], [], 0)).toThrow(ValueError);
    const [left] = makeSocketpair();
    left.close();
    expect(() => select([left], [], [], 0)).toThrow(ValueError);
  });

  test('what fileno() or an iterator throws passes through', () => {
    const error = new Error('mine');
    const throwing = {
      fileno(): number {
        throw error;
      },
    };
    expect(() => select([throwing], [], [], 0)).toThrow(error);
    function* generated(): Generator<number> {
      yield* [];
      throw error;
    }
    expect(() => select([], generated(), [], 0)).toThrow(error);
  });

  test('time-outs: NaN is a ValueError, beyond 292 years an OverflowError', () => {
    expect(() => select([], [], [], Number.NaN)).toThrow(ValueError);
    expect(() => select([], [], [], Number.POSITIVE_INFINITY)).toThrow(OverflowError);
    expect(() => select([], [], [], 2 ** 63 / 1e9 + 1e6)).toThrow(OverflowError);
    expect(() => select([], [], [], -0.001)).toThrow(ValueError);
    expect(select([], [], [], -0)).toEqual([[], [], []]);
  });

  test('a time-out is never cut short', () => {
    for (const seconds of [0.0001, 0.0015, 0.069]) {
      const start = performance.now();
      expect(select([], [], [], seconds)).toEqual([[], [], []]);
      expect(performance.now() - start).toBeGreaterThanOrEqual(seconds * 1000);
    }
  });

  test.runIf(hasPipes)(
    'a time-out with nothing ready leaves three empty lists, whatever was asked for',
    () => {
      const [reader] = makePipe();
      expect(select([reader], [], [reader], 0)).toEqual([[], [], []]);
    },
  );
});

describe('select(…, { unlimited: true })', () => {
  const unlimited = { unlimited: true };

  test.runIf(hasDenseNumbers)('takes descriptors at and above FD_SETSIZE', () => {
    fillUpTo(5000);
    const [left, right] = makeSocketpair();
    right.send(message);
    expect(select([left, right], [], [], null, unlimited)).toEqual([[left], [], []]);
    expect(select([right], [left], [], 0, unlimited)).toEqual([[], [left], []]);
    expect(select([right], [], [], 0, unlimited)).toEqual([[], [], []]);
  });

  test.runIf(hasFileDescriptors)(
    'finds closed ones out, below and above FD_SETSIZE and above the kernel table',
    () => {
      const closed = closedNumber();
      for (const fd of [closed, FD_SETSIZE, 15_000, 1_000_000, 2 ** 30, 2 ** 31 - 1]) {
        const named = { code: 'EBADF', message: expect.stringContaining(`fd ${fd}`) };
        expect(() => select([fd], [], [], 0, unlimited)).toThrow(expect.objectContaining(named));
        expect(() => select([0], [0, fd], [], null, unlimited)).toThrow(
          expect.objectContaining(named),
        );
      }
    },
  );

  test('must be a boolean', () => {
    expect(() => select([], [], [], 0, { unlimited: 1 as never })).toThrow(TypeError);
  });
});
