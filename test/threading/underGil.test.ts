/**
 * Locks and queues in threads that hold a Gil.
 */
import {
  Barrier,
  Condition,
  Event,
  Gil,
  Lock,
  Queue,
  RLock,
  Semaphore,
} from 'selectors-ts/threading';
import { expect, test } from 'vitest';
import { Bunch, LONG_SECONDS } from './bunch.js';

function locked<L extends Lock | RLock>(lock: L): L {
  lock.acquire();
  return lock;
}

function filled(): Queue {
  const queue = new Queue(1);
  queue.put('item');
  return queue;
}

/** Method, object, and what ends its wait. */
const waits = {
  'Lock.acquire': [locked(new Lock()), (lock: Lock) => lock.release()],
  'RLock.acquire': [locked(new RLock()), (lock: RLock) => lock.release()],
  'Semaphore.acquire': [new Semaphore(0), (semaphore: Semaphore) => semaphore.release()],
  'Event.wait': [new Event(), (event: Event) => event.set()],
  'Barrier.wait': [new Barrier(2), (barrier: Barrier) => barrier.wait()],
  'Queue.get': [new Queue(), (queue: Queue) => queue.put('item')],
  'Queue.put': [filled(), (queue: Queue) => queue.get()],
  'Queue.join': [filled(), (queue: Queue) => queue.taskDone()],
  'Condition.wait': [
    new Condition(),
    (condition: Condition) => {
      using _ = condition.guard();
      condition.notify();
    },
  ],
} as unknown as Record<string, [object, (object: object) => void]>;

test.each(Object.entries(waits))('%s gives the Gil up', (name, [object, end]) => {
  const gil = new Gil();
  const bunch = Bunch.start(
    1,
    (results, gil, object, method) => {
      const waiting = object as Record<string, (item?: string) => unknown>;
      if (object.constructor.name === 'Condition') waiting.acquire?.();
      results.put('waiting');
      waiting[method]?.(...(method === 'put' ? ['item'] : []));
      results.put(gil.held);
    },
    [gil, object, name.slice(name.indexOf('.') + 1)],
    gil,
  );
  expect(bunch.take(1)).toEqual(['waiting']);
  // It holds the Gil, unless it waits.
  expect(gil.acquire(LONG_SECONDS)).toBe(true);
  gil.release();
  end(object);
  expect(bunch.finish()).toEqual([true]);
});

test('a loop that only looks lets others run', () => {
  const gil = new Gil();
  const objects = [new Event(), new Queue(), locked(new Lock()), new Semaphore(0)] as const;
  const looking = Bunch.start(
    1,
    (results, event, queue, lock, semaphore) => {
      results.put('looking');
      while (!event.isSet());
      while (queue.empty());
      while (lock.locked());
      while (!semaphore.acquire(false));
      results.put('seen');
    },
    [...objects],
    gil,
  );
  looking.take(1);
  const acting = Bunch.start(
    1,
    (_, event, queue, lock, semaphore) => {
      event.set();
      queue.put('item');
      lock.release();
      semaphore.release();
    },
    [...objects],
    gil,
  );
  acting.finish();
  expect(looking.finish()).toEqual(['seen']);
});

test('a loop of calls that need not wait lets others run', () => {
  const gil = new Gil();
  const queue = new Queue();
  const isEnough = new Event();
  const putting = Bunch.start(
    1,
    (_, queue, isEnough) => {
      // Whether it is enough, is told by another thread.
      do {
        queue.put('item');
        queue.get();
      } while (!isEnough.isSet());
    },
    [queue, isEnough],
    gil,
  );
  Bunch.start(1, (_, isEnough) => isEnough.set(), [isEnough], gil).finish();
  expect(putting.finish()).toEqual([]);
});
