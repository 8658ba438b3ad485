/**
 * What kqueue(2) does on each system, through `Kqueue`: the bare kernel object.
 */
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import {
  KEvent,
  KQ_EV_ADD,
  KQ_EV_DELETE,
  KQ_EV_EOF,
  KQ_EV_ERROR,
  KQ_EV_ONESHOT,
  KQ_FILTER_READ,
  KQ_FILTER_WRITE,
  Kqueue,
  OSError,
  setInterruptHook,
} from 'selectors-ts/select';
import { SHUT_WR } from 'selectors-ts/socket';
import { expect, onTestFinished, test } from 'vitest';
// The very object that the package has.
import { addon } from '../../dist/lib/addon/index.js';
import { keepAlive, makePipe, makeSocketpair, openRegularFile } from '../support/descriptors.js';
import { runNode } from '../support/node.js';
import { sendSignals } from '../support/signals.js';
import { onEverySystem } from './systems.js';

/** Linux's, on x86 and ARM; Node has no name for it. */
const O_CLOEXEC = 0o2000000;

/** Python knows no names for these. */
const EV_RECEIPT = 0x40;
const USER = addon.constants.EVFILT_USER as number;
const NOTE_TRIGGER = addon.constants.NOTE_TRIGGER as number;

const [READ, WRITE, ADD, DELETE] = [KQ_FILTER_READ, KQ_FILTER_WRITE, KQ_EV_ADD, KQ_EV_DELETE];

function opened(): Kqueue {
  const kqueue = new Kqueue();
  onTestFinished(() => kqueue.close());
  return kqueue;
}

/** The code of the error that a change fails with; '' if it does not. */
function codeOf(change: () => unknown): string {
  try {
    change();
    return '';
  } catch (error) {
    if (error instanceof OSError) return error.code;
    throw error;
  }
}

onEverySystem((system) => {
  test('read and write are two filters with an event each', () => {
    const [near, far] = makeSocketpair();
    const kqueue = opened();
    far.send(Buffer.from('abc'));
    const events = kqueue.control(
      [new KEvent(near, READ, ADD, 0, 0, 11), new KEvent(near, WRITE, ADD, 0, 0, 22)],
      4,
      0,
    );
    expect(events.map(({ ident, filter, udata }) => [ident, filter, udata]).sort()).toEqual(
      [
        [near.fileno(), READ, 11],
        [near.fileno(), WRITE, 22],
      ].sort(),
    );
    expect(events.find(({ filter }) => filter === READ)?.data).toBe(3);
  });

  test('KQ_EV_EOF comes with the number of bytes left to read', () => {
    const [near, far] = makeSocketpair();
    const kqueue = opened();
    far.send(Buffer.from('last words'));
    far.close();
    kqueue.control([new KEvent(near, READ, ADD)], 0);
    const [before] = kqueue.control(null, 1, 0);
    near.recv(100);
    const [after] = kqueue.control(null, 1, 0);
    expect([before?.data, after?.data]).toEqual([10, 0]);
    for (const event of [before, after]) expect(event?.flags).toSatisfy(has(KQ_EV_EOF));
  });

  test('closing a descriptor takes its filters, even with a duplicate alive', () => {
    const [near, far] = makeSocketpair();
    const kqueue = opened();
    kqueue.control([new KEvent(near, READ, ADD)], 0);
    keepAlive(near.fileno());
    near.close();
    far.send(Buffer.from('abc'));
    expect(kqueue.control(null, 1, 0)).toEqual([]);
  });

  test('KQ_EV_DELETE is ENOENT for an absent filter, and EBADF or ENOENT for a closed descriptor', () => {
    const [near] = makeSocketpair();
    const kqueue = opened();
    const fd = near.fileno();
    expect(codeOf(() => kqueue.control([new KEvent(fd, READ, DELETE)], 0))).toBe('ENOENT');
    near.close();
    expect(codeOf(() => kqueue.control([new KEvent(fd, READ, DELETE)], 0))).toBe(
      system.closedNumberCode,
    );
    expect(codeOf(() => kqueue.control([new KEvent(fd, READ, ADD)], 0))).toBe('EBADF');
  });

  test('null waits for an event, and a negative time-out is a ValueError', () => {
    const [near] = makeSocketpair();
    const kqueue = opened();
    expect(kqueue.control([new KEvent(near, WRITE, ADD)], 1, null)).toHaveLength(1);
    expect(() => kqueue.control(null, 1, -1)).toThrow('timeout must not be negative');
  });

  test('a time-out of more than a second reaches the kernel in seconds and nanoseconds', () => {
    const [near] = makeSocketpair();
    const kqueue = opened();
    expect(kqueue.control([new KEvent(near, WRITE, ADD)], 1, 3600.5)).toHaveLength(1);
  });

  test('a time-out beyond what the system takes', () => {
    const [near] = makeSocketpair();
    const change = new KEvent(near, WRITE, ADD);
    expect(opened().control([change], 1, 2 ** 31)).toHaveLength(1);
  });

  test('a change goes to the kernel once, however often the wait is taken up again', () => {
    const [near, far] = makeSocketpair();
    const kqueue = opened();
    const stop = sendSignals();
    setInterruptHook(() => {
      stop();
      far.send(Buffer.from('abc'));
      kqueue.control([new KEvent(near, READ, DELETE), new KEvent(far, WRITE, ADD)], 0);
      setInterruptHook(null);
    });
    const events = kqueue.control([new KEvent(near, READ, ADD)], 4, null);
    expect(events.map(({ ident }) => ident)).toEqual([far.fileno()]);
  });

  test('with room for no event it returns at once, whatever the time-out', () => {
    expect(opened().control(null, 0, null)).toEqual([]);
    expect(opened().control([], 0, 3600)).toEqual([]);
  });

  test('without room a change list ends at the first failure', () => {
    const [near, far] = makeSocketpair();
    const kqueue = opened();
    const changes = [
      new KEvent(near, WRITE, ADD),
      new KEvent(near, READ, DELETE),
      new KEvent(far, WRITE, ADD),
    ];
    expect(codeOf(() => kqueue.control(changes, 0))).toBe('ENOENT');
    expect(kqueue.control(null, 4, 0).map(({ ident }) => ident)).toEqual([near.fileno()]);
  });

  test('with room a failure is an event, and later changes are applied', () => {
    const [near, far] = makeSocketpair();
    const kqueue = opened();
    const changes = [new KEvent(near, READ, DELETE, 0, 0, 7), new KEvent(far, WRITE, ADD)];
    const [failure, ...rest] = kqueue.control(changes, 4, null);
    expect(failure).toMatchObject({ ident: near.fileno(), filter: READ, udata: 7 });
    expect(failure?.data).toBe(constants.errno.ENOENT);
    expect(failure?.flags).toSatisfy(has(KQ_EV_ERROR));
    expect(rest).toEqual([]);
    expect(kqueue.control(null, 4, 0).map(({ ident }) => ident)).toEqual([far.fileno()]);
  });

  test('EV_RECEIPT gives one result for each change', () => {
    const [near] = makeSocketpair();
    const kqueue = opened();
    const changes = [
      new KEvent(near, READ, ADD | EV_RECEIPT),
      new KEvent(near, WRITE, DELETE | EV_RECEIPT),
    ];
    const results = kqueue.control(changes, 2, null);
    expect(results.map(({ data }) => data)).toEqual([0, constants.errno.ENOENT]);
    expect(results.map(({ flags }) => flags)).toEqual(
      changes.map(({ flags }) => KQ_EV_ERROR | (system.keepsFlagsOfErrors ? flags : 0)),
    );
  });

  test('events keep the KQ_EV_ADD of their change, or do not', () => {
    const [near] = makeSocketpair();
    const [event] = opened().control([new KEvent(near, WRITE, ADD)], 1, 0);
    expect(((event?.flags ?? 0) & ADD) !== 0).toBe(system.keepsAdd);
  });

  test('a regular file says how much remains; writing is refused or always possible', () => {
    const file = openRegularFile();
    const kqueue = opened();
    const [event] = kqueue.control([new KEvent(file, READ, ADD)], 1, 0);
    file.read(100);
    const [next] = kqueue.control(null, 1, 0);
    expect((event?.data ?? 0) - (next?.data ?? 0)).toBe(100);
    expect(codeOf(() => kqueue.control([new KEvent(file, WRITE, ADD)], 0))).toBe(
      system.refusesToWriteRegularFiles ? 'EINVAL' : '',
    );
  });

  test('a pipe whose reader closes is reported once, or for as long as asked', () => {
    const [reader, writer] = makePipe();
    const kqueue = opened();
    kqueue.control([new KEvent(writer, WRITE, ADD)], 0);
    reader.close();
    const [event] = kqueue.control(null, 1, 0);
    expect(event?.flags).toSatisfy(has(KQ_EV_EOF));
    expect(((event?.flags ?? 0) & KQ_EV_ONESHOT) !== 0).toBe(system.reportsBrokenPipeOnce);
    expect(kqueue.control(null, 1, 0)).toHaveLength(system.reportsBrokenPipeOnce ? 0 : 1);
    expect(codeOf(() => kqueue.control([new KEvent(writer, WRITE, DELETE)], 0))).toBe(
      system.reportsBrokenPipeOnce ? 'ENOENT' : '',
    );
  });

  test('a write filter is refused once the reader has closed, or reports that', () => {
    const [reader, writer] = makePipe();
    reader.close();
    const kqueue = opened();
    expect(codeOf(() => kqueue.control([new KEvent(writer, WRITE, ADD)], 0))).toBe(
      system.brokenPipeCode,
    );
    const ends = kqueue.control(null, 1, 0).map(({ flags }) => has(KQ_EV_EOF)(flags));
    expect(ends).toEqual(system.brokenPipeCode === '' ? [true] : []);
  });

  test("the write filter of a socket that has been shut down says that it is one's own end", () => {
    const [near] = makeSocketpair();
    const kqueue = opened();
    kqueue.control([new KEvent(near, WRITE, ADD)], 0);
    near.shutdown(SHUT_WR);
    const [event] = kqueue.control(null, 1, null);
    expect(event?.flags).toSatisfy(has(KQ_EV_EOF));
  });

  test('with room for one of two, they take turns', () => {
    const [near, far] = makeSocketpair();
    const kqueue = opened();
    kqueue.control([new KEvent(near, WRITE, ADD), new KEvent(far, WRITE, ADD)], 0);
    const idents = [1, 2, 3, 4].map(() => kqueue.control(null, 1, 0)[0]?.ident);
    expect(new Set(idents.slice(0, 2))).toEqual(new Set([near.fileno(), far.fileno()]));
    expect(idents.slice(2)).toEqual(idents.slice(0, 2));
  });

  test('what is wider than 32 bits comes back as it was', () => {
    const kqueue = opened();
    const fields = [2 ** 52 + 7, -(2 ** 33) - 1, 2 ** 53 - 1] as const;
    const [ident, data, udata] = fields;
    kqueue.control([new KEvent(ident, USER, ADD, 0, data, udata)], 0);
    kqueue.control([new KEvent(ident, USER, 0, NOTE_TRIGGER, data, udata)], 0);
    const [event] = kqueue.control(null, 2, 0) as [KEvent];
    expect(event).toBeInstanceOf(KEvent);
    expect([event.ident, event.data, event.udata]).toEqual(fields);
    expect(event.filter).toBe(USER);
    // Nothing is left of it in the next change.
    const [near] = makeSocketpair();
    kqueue.control([new KEvent(ident, USER, DELETE), new KEvent(near, WRITE, ADD)], 0);
    expect(kqueue.control(null, 2, 0)).toMatchObject([{ ident: near.fileno(), udata: 0 }]);
  });

  test('change lists and waits of any size, of two kqueues by turns', () => {
    const kqueues = [opened(), opened()];
    for (const count of [1, 5, 3000, 7]) {
      const changes = Array.from({ length: count }, (_, ident) => new KEvent(ident, USER, ADD));
      const triggers = changes.map(({ ident }) => new KEvent(ident, USER, 0, NOTE_TRIGGER));
      for (const kqueue of kqueues) kqueue.control(changes, 0);
      for (const kqueue of kqueues) {
        const idents = kqueue.control(triggers, 10_000, 0).map(({ ident }) => ident);
        expect(idents.sort((a, b) => a - b)).toEqual(changes.map(({ ident }) => ident));
      }
      const deletions = changes.map(({ ident }) => new KEvent(ident, USER, DELETE));
      for (const kqueue of kqueues) {
        kqueue.control(deletions, 0);
        expect(kqueue.control(null, 10_000, 0)).toEqual([]);
      }
    }
  });

  test('room for more events than there can be takes no more memory than these', () => {
    const [near] = makeSocketpair();
    const change = new KEvent(near, WRITE, ADD);
    expect(opened().control([change], 2 ** 31 - 1, 0)).toHaveLength(1);
  });

  test('the descriptor is close-on-exec', () => {
    const info = readFileSync(`/proc/self/fdinfo/${opened().fileno()}`, 'utf8');
    const flags = Number.parseInt(/flags:\s*(\d+)/.exec(info)?.[1] ?? '', 8);
    expect(flags).toSatisfy(has(O_CLOEXEC));
  });

  test('waiting on a kqueue that was closed by its number is EBADF', () => {
    const kqueue = new Kqueue();
    const same = Kqueue.fromfd(kqueue.fileno());
    kqueue.close();
    expect(codeOf(() => same.control(null, 1, 0))).toBe('EBADF');
    expect(() => kqueue.control(null, 1, 0)).toThrow('closed kqueue');
  });

  // The kernel does not wake it: the next of its waits finds out.
  test('a waiter in another thread learns that its kqueue was closed', () => {
    const output = runNode(`
      import { Worker } from 'node:worker_threads';
      import { Kqueue } from 'selectors-ts/select';
      const kqueue = new Kqueue();
      const worker = new Worker(\`
        import { parentPort, workerData } from 'node:worker_threads';
        import { Kqueue } from 'selectors-ts/select';
        parentPort.postMessage('waits');
        try {
          Kqueue.fromfd(workerData).control(null, 1, null);
        } catch (error) {
          parentPort.postMessage(error.code);
        }
      \`, { eval: true, workerData: kqueue.fileno() });
      worker.once('message', () => {
        kqueue.close();
        worker.once('message', (code) => console.log(code));
      });
    `);
    expect(output).toBe('EBADF\n');
  });
});

function has(flag: number): (flags: number) => boolean {
  return (flags) => (flags & flag) !== 0;
}
