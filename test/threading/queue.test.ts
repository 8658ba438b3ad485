/**
 * CPython's Lib/test/test_queue.py: QueueTest, and of BaseSimpleQueueTest what is of any queue.
 */
import {
  Barrier,
  Empty,
  Event,
  Full,
  OverflowError,
  Queue,
  ShutDown,
  Thread,
  ValueError,
} from 'selectors-ts/threading';
import { describe, expect, test } from 'vitest';
import { runFixture } from '../support/fixture.js';
import { Bunch, LONG_SECONDS, run } from './bunch.js';

const QUEUE_SIZE = 5;

/** Calls what must block until another thread has called this method of the queue. */
function blocking<T>(block: () => T, queue: Queue, method: 'get' | 'put', args: unknown[]): T {
  const started = new Event();
  const trigger = new Thread({
    target: (started: Event, queue: Queue, method: 'get' | 'put', args: unknown[]) => {
      started.set();
      (queue[method] as (...args: unknown[]) => unknown).apply(queue, args);
    },
    args: [started, queue, method, args],
    gil: null,
  });
  trigger.start();
  const result = block();
  expect(started.isSet()).toBe(true);
  trigger.join(LONG_SECONDS);
  return result;
}

function basicQueueTest(queue: Queue): void {
  expect([queue.empty(), queue.full()]).toEqual([true, false]);
  for (const item of [111, 333, 222]) queue.put(item);
  expect([queue.get(), queue.get(), queue.get()]).toEqual([111, 333, 222]);
  for (let i = 0; i < QUEUE_SIZE - 1; i++) {
    queue.put(i);
    expect(queue.qsize()).toBe(i + 1);
  }
  expect(queue.full()).toBe(false);
  queue.put('last');
  expect([queue.empty(), queue.full()]).toEqual([false, true]);
  expect(() => queue.put('full', false)).toThrow(Full);
  expect(() => queue.put('full', true, 0.01)).toThrow(Full);
  blocking(() => queue.put('full'), queue, 'get', []);
  blocking(() => queue.put('full', true, LONG_SECONDS), queue, 'get', []);
  for (let i = 0; i < QUEUE_SIZE; i++) queue.get();
  expect(queue.qsize()).toBe(0);
  expect(() => queue.get(false)).toThrow(Empty);
  expect(() => queue.get(true, 0.01)).toThrow(Empty);
  expect(blocking(() => queue.get(), queue, 'put', ['empty'])).toBe('empty');
  expect(blocking(() => queue.get(true, LONG_SECONDS), queue, 'put', ['empty'])).toBe('empty');
}

function queueJoinTest(queue: Queue): void {
  const bunch = Bunch.start(
    2,
    (results, queue) => {
      for (;;) {
        const item = queue.get() as number;
        if (item >= 0) results.put(item);
        queue.taskDone();
        if (item < 0) return;
      }
    },
    [queue],
  );
  for (let i = 0; i < 100; i++) queue.put(i);
  queue.join();
  const sum = bunch.take(100).reduce((total: number, item) => total + (item as number), 0);
  expect(sum).toBe(4950);
  queue.put(-1);
  queue.put(-1);
  queue.join();
  expect(bunch.finish()).toEqual([]);
}

describe('Queue', () => {
  test('test_queue_task_done', () => {
    expect(() => new Queue().taskDone()).toThrow(
      new ValueError('task_done() called too many times'),
    );
  });

  test('test_queue_join', () => {
    const queue = new Queue();
    queueJoinTest(queue);
    queueJoinTest(queue);
    expect(() => queue.taskDone()).toThrow(ValueError);
  });

  test('test_basic', () => {
    const queue = new Queue(QUEUE_SIZE);
    basicQueueTest(queue);
    basicQueueTest(queue);
  });

  test('test_negative_timeout_raises_exception', () => {
    const queue = new Queue(QUEUE_SIZE);
    const error = new ValueError("'timeout' must be a non-negative number");
    expect(() => queue.put(1, true, -1)).toThrow(error);
    expect(() => queue.get(true, -1)).toThrow(error);
    queue.put(1);
    expect(() => queue.get(true, -1)).toThrow(error);
    expect(queue.qsize()).toBe(1);
    // As there, a time-out that cannot be needed is not looked at.
    expect(queue.get(false, -1)).toBe(1);
    new Queue().put(1, true, -1);
  });

  test('arguments that are none', () => {
    expect(() => new Queue('1' as never)).toThrow(TypeError);
    expect(() => new Queue(1.5)).toThrow(TypeError);
    expect(() => new Queue(2 ** 31)).toThrow(OverflowError);
    const queue = new Queue(1);
    expect(() => queue.put(1, 1 as never)).toThrow(TypeError);
    expect(() => queue.get(true, Number.NaN)).toThrow(ValueError);
    expect(() => queue.get(true, 1e100)).toThrow(OverflowError);
    expect(() => queue.get(true, '1' as never)).toThrow(TypeError);
    expect(() => queue.shutdown(1 as never)).toThrow(TypeError);
    expect(queue.qsize()).toBe(0);
  });

  test('test_nowait', () => {
    const queue = new Queue(QUEUE_SIZE);
    for (let i = 0; i < QUEUE_SIZE; i++) queue.putNowait(1);
    expect(() => queue.putNowait(1)).toThrow(Full);
    for (let i = 0; i < QUEUE_SIZE; i++) queue.getNowait();
    expect(() => queue.getNowait()).toThrow(Empty);
  });

  test('test_shrinking_queue', () => {
    const queue = new Queue(3);
    for (const item of [1, 2, 3]) queue.put(item);
    expect(() => queue.putNowait(4)).toThrow(Full);
    expect(queue.qsize()).toBe(3);
    queue.maxsize = 2;
    expect(queue.maxsize).toBe(2);
    expect(() => queue.putNowait(4)).toThrow(Full);
    queue.maxsize = 0;
    queue.putNowait(4);
  });

  test('test_shutdown_empty', () => {
    const queue = new Queue();
    queue.shutdown();
    expect(() => queue.put('data')).toThrow(ShutDown);
    expect(() => queue.get()).toThrow(ShutDown);
  });

  test('test_shutdown_nonempty', () => {
    const queue = new Queue();
    queue.put('data');
    queue.shutdown();
    expect(queue.get()).toBe('data');
    expect(() => queue.get()).toThrow(ShutDown);
  });

  test('test_shutdown_immediate', () => {
    const queue = new Queue();
    queue.put('data');
    queue.shutdown(true);
    expect(() => queue.get()).toThrow(ShutDown);
  });

  test('test_shutdown_allowed_transitions', () => {
    const queue = new Queue();
    expect(queue.isShutdown).toBe(false);
    for (const immediate of [false, true, false]) {
      queue.shutdown(immediate);
      expect(queue.isShutdown).toBe(true);
    }
  });

  test.each([
    ['test_shutdown_all_methods_in_one_thread', false],
    ['test_shutdown_immediate_all_methods_in_one_thread', true],
  ])('%s', (_name, immediate) => {
    const queue = new Queue(2);
    queue.put('L');
    queue.putNowait('O');
    queue.shutdown(immediate);
    expect(() => queue.put('E')).toThrow(ShutDown);
    expect(() => queue.putNowait('W')).toThrow(ShutDown);
    if (immediate) {
      expect(() => queue.taskDone()).toThrow(ValueError);
    } else {
      for (const item of 'LO') {
        expect(queue.get()).toBe(item);
        queue.taskDone();
      }
    }
    queue.join();
    expect(() => queue.get()).toThrow(ShutDown);
    expect(() => queue.getNowait()).toThrow(ShutDown);
    expect(() => queue.get(true, 1)).toThrow(ShutDown);
  });

  test.each([
    ['test_shutdown_all_methods_in_many_threads', false],
    ['test_shutdown_immediate_all_methods_in_many_threads', true],
  ])('%s', (_name, immediate) => {
    const writers = 4;
    const readers = 6;
    const joiners = immediate ? 2 : 0;
    const each = 2000;
    const queue = new Queue();
    const start = new Barrier(writers + readers + joiners);
    const isTime = new Event();
    const writing = Bunch.start(
      writers,
      (results, queue, each, start, isTime) => {
        for (let i = 0; i < each / 4; i++) queue.put(i);
        start.wait();
        for (let i = each / 4; i < each; i++) {
          try {
            queue.put(i);
          } catch (error) {
            results.put((error as Error).name);
            return;
          }
          if (i === each / 2) isTime.set();
        }
        results.put('all');
      },
      [queue, each, start, isTime],
    );
    const reading = Bunch.start(
      readers,
      (results, queue, start) => {
        queue.get();
        queue.taskDone();
        start.wait();
        for (;;) {
          try {
            queue.get(false);
            queue.taskDone();
          } catch (error) {
            if ((error as Error).name === 'Empty') continue;
            results.put((error as Error).name);
            return;
          }
        }
      },
      [queue, start],
    );
    const joining = Bunch.start(
      joiners,
      (results, queue, start) => {
        start.wait();
        queue.join();
        results.put('joined');
      },
      [queue, start],
    );
    expect(isTime.wait(LONG_SECONDS)).toBe(true);
    queue.shutdown(immediate);
    for (const end of writing.finish()) expect(['ShutDown', 'all']).toContain(end);
    expect(reading.finish()).toEqual(Array(readers).fill('ShutDown'));
    expect(joining.finish()).toEqual(Array(joiners).fill('joined'));
    expect(queue.empty()).toBe(true);
  });

  test.each([
    ['test_shutdown_get', false, 3, ['D', 'ShutDown', 'Y']],
    ['test_shutdown_immediate_get', true, 2, ['ShutDown', 'ShutDown']],
  ])('%s', (_name, immediate, count, expected) => {
    const queue = new Queue(2);
    const go = new Event();
    queue.put('Y');
    queue.put('D');
    const bunch = Bunch.start(count, getting, [queue, go]);
    queue.shutdown(immediate);
    go.set();
    expect(bunch.finish().sort()).toEqual(expected);
  });

  test.each([
    ['test_shutdown_put', false],
    ['test_shutdown_immediate_put', true],
  ])('%s', (_name, immediate) => {
    const queue = new Queue(2);
    queue.put('Y');
    queue.put('D');
    const bunch = Bunch.start(2, putting, [queue]);
    queue.shutdown(immediate);
    expect(bunch.finish()).toEqual(['ShutDown', 'ShutDown']);
  });

  test.each([
    ['test_shutdown_join', false],
    ['test_shutdown_immediate_join', true],
  ])('%s', (_name, immediate) => {
    const queue = new Queue();
    queue.put('Y');
    const joining = Bunch.start(2, joiningIt, [queue]);
    joining.take(2);
    queue.shutdown(immediate);
    if (!immediate) {
      queue.get();
      queue.taskDone();
    }
    expect(joining.finish()).toEqual(['joined', 'joined']);
  });

  test.each([
    ['test_shutdown_put_join', false],
    ['test_shutdown_immediate_put_join', true],
  ])('%s', (_name, immediate) => {
    const queue = new Queue(1);
    queue.put('Y');
    const joining = Bunch.start(1, joiningIt, [queue]);
    const bunch = Bunch.start(1, putting, [queue]);
    joining.take(1);
    expect(queue.unfinishedTasks).toBe(1);
    queue.shutdown(immediate);
    if (immediate) {
      expect(() => queue.getNowait()).toThrow(ShutDown);
    } else {
      expect(queue.get()).toBe('Y');
      queue.taskDone();
    }
    expect(bunch.finish()).toEqual(['ShutDown']);
    expect(joining.finish()).toEqual(['joined']);
  });

  test('test_shutdown_get_task_done_join', () => {
    const queue = new Queue(2);
    queue.put('Y');
    queue.put('D');
    expect(queue.unfinishedTasks).toBe(queue.qsize());
    const joining = Bunch.start(2, joiningIt, [queue]);
    const bunch = Bunch.start(
      2,
      (results, queue) => {
        results.put(queue.get());
        queue.taskDone();
      },
      [queue],
    );
    queue.shutdown(false);
    expect(bunch.finish().sort()).toEqual(['D', 'Y']);
    expect(joining.finish().sort()).toEqual(['joined', 'joined', 'joining', 'joining']);
  });

  test('test_shutdown_pending_get', () => {
    const queue = new Queue();
    const go = new Event();
    go.set();
    const bunch = Bunch.start(1, getting, [queue, go]);
    queue.shutdown(false);
    expect(bunch.finish()).toEqual(['ShutDown']);
  });
});

/** Items that many threads put and take. */
test('a forgotten queue is freed with its items, also with one that names the queue', async () => {
  const { stdout } = await runFixture('test/threading/fixtures/queueInItself.mjs');
  expect(stdout).toBe('first true\nits socket is closed\n');
});

describe('a queue between threads', () => {
  test('test_order', () => {
    const queue = new Queue(3);
    const bunch = Bunch.start(
      1,
      (_, queue) => {
        for (let i = 0; i < 1000; i++) queue.put(i);
      },
      [queue],
    );
    for (let i = 0; i < 1000; i++) expect(queue.get(true, LONG_SECONDS)).toBe(i);
    bunch.finish();
  });

  test.each([
    ['test_many_threads', true, null],
    ['test_many_threads_nonblock', false, null],
    ['test_many_threads_timeout', true, 1e-5],
  ])('%s', (_name, block, timeout) => {
    const threads = 8;
    const each = 250;
    const queue = new Queue();
    const feeding = Bunch.start(
      threads,
      (_, queue, each) => {
        for (let i = 0; i < each; i++) queue.put(i);
        queue.put(null);
      },
      [queue, each],
    );
    const sums = run(
      threads,
      (results, queue, block, timeout) => {
        let sum = 0;
        for (;;) {
          let item: unknown;
          try {
            item = queue.get(block, timeout);
          } catch (error) {
            if ((error as Error).name === 'Empty') continue;
            throw error;
          }
          if (item === null) break;
          sum += item as number;
        }
        results.put(sum);
      },
      queue,
      block,
      timeout,
    ) as number[];
    feeding.finish();
    expect(sums.reduce((total, sum) => total + sum)).toBe((threads * each * (each - 1)) / 2);
    expect([queue.empty(), queue.qsize()]).toEqual([true, 0]);
  });
});

function getting(results: Queue, queue: Queue, go: Event): void {
  go.wait();
  try {
    results.put(queue.get());
  } catch (error) {
    results.put((error as Error).name);
  }
}

function putting(results: Queue, queue: Queue): void {
  try {
    queue.put('E');
    results.put('put');
  } catch (error) {
    results.put((error as Error).name);
  }
}

function joiningIt(results: Queue, queue: Queue): void {
  results.put('joining');
  queue.join();
  results.put('joined');
}
