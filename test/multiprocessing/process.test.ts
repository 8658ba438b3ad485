/**
 * Processes seen by their parent: CPython's `_TestProcess`, under its names.
 */
import { constants } from 'node:os';
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import {
  activeChildren,
  cpuCount,
  currentProcess,
  EOFError,
  Process,
  RuntimeError,
  ValueError,
} from 'selectors-ts/multiprocessing';
import { describe, expect, test } from 'vitest';
import { hasDescriptorCount, hasSignals } from '../support/capabilities.js';
import { makePipe, makeProcess, run, start, startWithPipe, target } from './start.js';

const { SIGKILL, SIGTERM } = constants.signals;

describe("CPython's tests", () => {
  test('test_current', () => {
    const current = currentProcess();
    expect(current.isAlive()).toBe(true);
    expect(current.daemon).toBe(false);
    expect(current.pid).toBe(process.pid);
    expect(current.exitcode).toBe(null);
    expect(current.name).toBe('MainProcess');
    expect(currentProcess()).toBe(current);
  });

  test.each([[1], ['str'], [[1]]])('test_args_argument: %j', (argument) => {
    const [, ours] = startWithPipe('report', [argument]);
    expect(ours.recv()).toMatchObject({ args: [argument] });
  });

  test('test_daemon_argument', () => {
    expect(new Process({ target: target('nothing') }).daemon).toBe(currentProcess().daemon);
    expect(new Process({ daemon: true }).daemon).toBe(true);
    expect(new Process({ daemon: false }).daemon).toBe(false);
  });

  test('test_process', () => {
    const [ours, theirs] = makePipe();
    const args = [theirs, 1, { two: 2n }];
    const child = makeProcess('report', args, { name: 'SomeProcess', daemon: true });
    expect(child.isAlive()).toBe(false);
    expect(child.daemon).toBe(true);
    expect(activeChildren()).not.toContain(child);
    expect(child.exitcode).toBe(null);
    expect(child.pid).toBe(null);

    child.start();
    theirs.close();
    expect(child.exitcode).toBe(null);
    expect(child.isAlive()).toBe(true);
    expect(activeChildren()).toContain(child);
    const { pid } = child;
    expect(ours.recv()).toEqual({
      args: args.slice(1),
      name: 'SomeProcess',
      daemon: true,
      pid,
      actualPid: pid,
    });

    child.join();
    expect(child.exitcode).toBe(0);
    expect(child.isAlive()).toBe(false);
    expect(child.pid).toBe(pid);
    expect(activeChildren()).not.toContain(child);
  });

  const ways = [
    ['test_terminate', (child: Process) => child.terminate(), -SIGTERM],
    ['test_kill', (child: Process) => child.kill(), -SIGKILL],
  ] as const;

  test.each(ways)('%s', (_name, end, exitcode) => {
    const [child, ours] = startWithPipe('block', [], { daemon: true });
    expect(ours.recv()).toBe('running');
    child.join(0);
    expect(child.isAlive()).toBe(true);
    child.join(-1);
    expect(child.isAlive()).toBe(true);
    expect(child.exitcode).toBe(null);
    end(child);
    child.join();
    expect(child.isAlive()).toBe(false);
    expect(activeChildren()).not.toContain(child);
    child.join();
    // Without signals both are one, as in CPython.
    expect(child.exitcode).toBe(hasSignals ? exitcode : -SIGTERM);
    // It has ended already.
    end(child);
  });

  test('test_cpu_count', () => {
    expect(Number.isInteger(cpuCount())).toBe(true);
    expect(cpuCount()).toBeGreaterThanOrEqual(1);
  });

  test('test_active_children', () => {
    const child = makeProcess('nothing', [], { daemon: true });
    expect(activeChildren()).not.toContain(child);
    child.start();
    expect(activeChildren()).toContain(child);
    child.join();
    expect(activeChildren()).not.toContain(child);
  });

  test('test_recursion', () => {
    const [reader, writer] = makePipe(false);
    expect(run('recurse', [writer, []])).toBe(0);
    const ids: unknown[] = [];
    while (reader.poll()) ids.push(reader.recv());
    expect(ids).toEqual([[], [0], [0, 0], [0, 1], [1], [1, 0], [1, 1]]);
  });

  test('test_sentinel', () => {
    const [ours, theirs] = makePipe();
    const child = makeProcess('block', [theirs]);
    expect(() => child.sentinel).toThrow(new ValueError('process not started'));
    child.start();
    theirs.close();
    expect(ours.recv()).toBe('running');
    using selector = new DefaultSelector();
    selector.register(child.sentinel, EVENT_READ, child);
    expect(selector.select(0)).toEqual([]);
    ours.send(null);
    expect(selector.select().map(([{ data }]) => data)).toEqual([child]);
    // Who has seen that is not told that it still runs.
    expect(child.exitcode).toBe(0);
  });

  test('test_close', () => {
    const [child, ours] = startWithPipe('exitAsTold', [], { daemon: true });
    expect(child.isAlive()).toBe(true);
    expect(() => child.close()).toThrow(ValueError);
    ours.send(0);
    child.join();
    expect(child.isAlive()).toBe(false);
    expect(child.exitcode).toBe(0);
    child.close();
    const closed = new ValueError('process object is closed');
    expect(() => child.isAlive()).toThrow(closed);
    expect(() => child.join()).toThrow(closed);
    expect(() => child.terminate()).toThrow(closed);
    expect(() => child.exitcode).toThrow(closed);
    expect(() => child.sentinel).toThrow(closed);
    expect(() => child.start()).toThrow(closed);
    child.close();
  });

  test('test_many_processes', () => {
    const five = [1, 2, 3, 4, 5];
    const short = five.map(() => start('nothing'));
    for (const child of short) child.join();
    expect(short.map(({ exitcode }) => exitcode)).toEqual(five.map(() => 0));
    const endless = five.map(() => start('neverSettle'));
    for (const child of endless) child.terminate();
    for (const child of endless) child.join();
    expect(endless.map(({ exitcode }) => exitcode)).toEqual(five.map(() => -SIGTERM));
  });

  test.runIf(hasDescriptorCount)('test_child_fd_inflation', () => {
    const children = [1, 2, 3, 4].map(() => startWithPipe('countDescriptors'));
    const counts = children.map(([, ours]) => ours.recv());
    expect(new Set(counts).size).toBe(1);
    for (const [, ours] of children) ours.send(null);
  });
});

test('each has a name with its number, and those of its ancestors', () => {
  const [first, second] = [new Process(), new Process()];
  const number = Number(first.name.replace(/^Process-/, ''));
  expect(second.name).toBe(`Process-${number + 1}`);
  const [child, ours] = startWithPipe('leaveChildBehind');
  expect(ours.recv()).toBe(`${child.name}:1`);
  ours.send('see to it');
  expect(ours.recv()).toBe('see to it yourself');
});

test('a process without a target ends well', () => {
  const child = new Process();
  child.start();
  child.join();
  expect(child.exitcode).toBe(0);
});

test('what cannot be done at that time', () => {
  const child = makeProcess('nothing');
  expect(() => child.join()).toThrow(new RuntimeError('can only join a started process'));
  expect(() => child.kill()).toThrow(new RuntimeError('can only kill a started process'));
  child.daemon = true;
  child.name = 'renamed';
  expect(child).toMatchObject({ daemon: true, name: 'renamed' });
  child.start();
  const started = new RuntimeError('process has already started');
  expect(() => {
    child.daemon = false;
  }).toThrow(started);
  expect(() => child.start()).toThrow(new RuntimeError('cannot start a process twice'));
  child.join();
  expect(() => child.start()).toThrow(new RuntimeError('cannot start a process twice'));
});

test('an argument that starts the process cannot start it twice', () => {
  let isNested = false;
  const argument = {
    get again() {
      if (isNested) return true;
      isNested = true;
      child.start();
      return false;
    },
  };
  const child: Process = makeProcess('nothing', [argument]);
  expect(() => child.start()).toThrow(new RuntimeError('cannot start a process twice'));
  child.join();
  expect(child.exitcode).toBe(0);
  expect(activeChildren()).toEqual([]);
});

test('what cannot be done with the current process', async () => {
  const current = currentProcess();
  const noChild = new RuntimeError('can only join a child process');
  expect(() => current.join()).toThrow(noChild);
  await expect(current.joinAsync()).rejects.toThrow(noChild);
  expect(() => current.start()).toThrow(RuntimeError);
  expect(() => current.terminate()).toThrow(RuntimeError);
  expect(() => current.sentinel).toThrow(ValueError);
  expect(() => {
    current.daemon = true;
  }).toThrow(RuntimeError);
  current.close();
  expect(current.isAlive()).toBe(true);
});

test('arguments of a wrong type', () => {
  const make = (options: object) => () => new Process(options);
  expect(make({ name: 5 })).toThrow(TypeError);
  expect(make({ daemon: 1 })).toThrow(TypeError);
  expect(make({ args: 'ab' })).toThrow(TypeError);
  expect(make({ target: 5 })).toThrow(TypeError);
  expect(make(null as never)).toThrow(TypeError);
  const child = new Process();
  expect(() => {
    child.name = null as never;
  }).toThrow(new TypeError('name must be a string, not null'));
});

describe('join()', () => {
  test('goes on when the process has closed its end of the link', () => {
    const [child, ours] = startWithPipe('closeLink');
    expect(ours.recv()).toBe('closed');
    child.join(0.02);
    expect(child.exitcode).toBe(null);
    ours.send(null);
    child.join();
    expect(child.exitcode).toBe(0);
  });

  test('refuses time-outs that are none', () => {
    const child = start('nothing');
    expect(() => child.join(Number.NaN)).toThrow(ValueError);
    expect(() => child.join('1' as never)).toThrow(TypeError);
    child.join();
  });
});

describe('joinAsync()', () => {
  test('leaves the event loop to go on', async () => {
    const [child, ours] = startWithPipe('exitAsTold');
    const joined = child.joinAsync();
    setImmediate(() => ours.send(4));
    await joined;
    expect(child.exitcode).toBe(4);
    await child.joinAsync();
  });

  test('gives up after its time-out', async () => {
    const [child, ours] = startWithPipe('block');
    await child.joinAsync(0.01);
    expect(child.exitcode).toBe(null);
    expect(ours.recv()).toBe('running');
    ours.send(null);
    await child.joinAsync(30);
    expect(child.exitcode).toBe(0);
  });
});

test('shows itself as in Python', () => {
  const [child, ours] = startWithPipe('exitAsTold', [], { name: 'shown', daemon: true });
  const started = `<Process name='shown' pid=${child.pid} parent=${process.pid} started daemon>`;
  expect(`${child}`).toBe(started);
  ours.send(3);
  child.join();
  expect(`${child}`).toBe(started.replace('started', 'stopped exitcode=3'));
  child.close();
  expect(`${child}`).toBe(`<Process name='shown' parent=${process.pid} closed daemon>`);
  expect(`${new Process({ name: 'new' })}`).toBe(
    `<Process name='new' parent=${process.pid} initial>`,
  );
  expect(`${currentProcess()}`).toMatch(/^<Process name='MainProcess' parent=\d+ started>$/);
});

test('its end is seen although a process of its own goes on', () => {
  const [child, ours] = startWithPipe('abandonChild');
  expect(ours.recv()).toMatch(/^Process-\d+:1$/);
  child.join();
  expect(child.exitcode).toBe(5);
  ours.send('see to it');
  expect(ours.recv()).toBe('see to it yourself');
  expect(() => ours.recv()).toThrow(EOFError);
});
