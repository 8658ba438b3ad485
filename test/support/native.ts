/**
 * The calls that reach native code.
 */
import { onTestFinished, vi } from 'vitest';
// The very object that the package has, not a copy made from its source.
import { addon } from '../../dist/lib/addon/index.js';

/** Records a native function's calls until the test ends; they take place all the same. */
export function watchNative(name: 'selectWait' | 'pollWait' | 'epollWait' | 'epollRebuild') {
  const spy = vi.spyOn(addon, name);
  onTestFinished(() => spy.mockRestore());
  return spy.mock.calls;
}

/** The time-outs that `select` or `poll` has been given, its last argument, since this was asked. */
export function watchTimeouts(name: 'selectWait' | 'pollWait'): () => unknown[] {
  const calls = watchNative(name);
  return () => calls.splice(0).map((args) => args[2]);
}

let epollMemory = new Int32Array(0);
const { epollMemory: makeEpollMemory } = addon;
addon.epollMemory = (capacity) => {
  epollMemory = makeEpollMemory(capacity) as Int32Array<ArrayBuffer>;
  return epollMemory;
};

/** The same for `epoll`, which takes its arguments from memory: descriptor, time-out, capacity. */
export function watchEpollTimeouts(): () => unknown[] {
  const timeouts: unknown[] = [];
  const { epollWait } = addon;
  addon.epollWait = () => {
    timeouts.push(epollMemory[1]);
    return epollWait();
  };
  onTestFinished(() => {
    addon.epollWait = epollWait;
  });
  return () => timeouts.splice(0);
}
