// A selector over native calls that fill in prepared events, or do nothing at all.
// prepared epoll|kqueue REGISTERED READY read|both time|memory|register ADDON
// time: one select(0) and a call of each ready key's data, ns. memory: the bytes that these leave to the
// garbage collector. register: one register() and unregister(), ns.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getHeapStatistics } from 'node:v8';
import { answerFigures, answerRounds } from '../../rounds/index.js';

interface Prepared {
  prepare(memory: ArrayBuffer, offset: number, events: ArrayBuffer, count: number): void;
  fill(): number;
}

const [backend, registeredText, readyText, watched, operation, preparedPath] =
  process.argv.slice(2);
const registered = Number(registeredText);
const ready = Number(readyText);

const require = createRequire(import.meta.url);
const prepared: Prepared = require(preparedPath as string);
const packageFolder = dirname(require.resolve('selectors-ts/package.json'));
// The addon with the stand-in has both, epoll and kqueue.
process.env.SELECTORS_TS_PREBUILD = join(packageFolder, 'test/kqueue');
const addonModule = pathToFileURL(join(packageFolder, 'dist/lib/addon/index.js')).href;
const { addon }: typeof import('../../../lib/addon/index.js') = await import(addonModule);
const { EpollSelector, EVENT_READ, EVENT_WRITE, KqueueSelector } = await import('selectors-ts');

/** Any numbers will do: nobody opens them. */
const FIRST_DESCRIPTOR = 100;
const descriptors = Array.from({ length: registered }, (_, index) => FIRST_DESCRIPTOR + index);
const events = watched === 'both' ? EVENT_READ | EVENT_WRITE : EVENT_READ;
let dispatched = 0;
const onReadable = () => {
  dispatched++;
};

const { selector, fill } = backend === 'epoll' ? overEpoll() : overKqueue();
for (const fd of descriptors) selector.register(fd, events, onReadable);
if (operation === 'register') {
  answerRounds(() => {
    for (const fd of descriptors) selector.unregister(fd);
    for (const fd of descriptors) selector.register(fd, events, onReadable);
  }, registered);
} else {
  selector.select(0);
  fill(Array.from({ length: ready }, (_, index) => Math.floor((index * registered) / ready)));
  wait();
  if (dispatched !== ready) throw new Error(`${dispatched} of ${ready} were ready`);
  if (operation === 'time') answerRounds(wait);
  else await answerFigures(() => ({ memory: garbageOf(wait) }));
}

function wait(): void {
  for (const [key] of selector.select(0)) key.data();
}

/** In bytes, by the steps between two collections. */
function garbageOf(step: () => void): number {
  const steps = Math.ceil(2000 / ready);
  for (;;) {
    const before = getHeapStatistics().used_heap_size;
    for (let i = 0; i < steps; i++) step();
    const bytes = getHeapStatistics().used_heap_size - before;
    if (bytes > 0) return bytes / steps;
  }
}

function overEpoll() {
  let memory: Int32Array = new Int32Array();
  const make = addon.epollMemory;
  addon.epollMemory = (capacity) => {
    memory = make(capacity);
    return memory;
  };
  addon.epollControl = prepared.fill;
  addon.epollWait = prepared.fill;
  const { start, words, events, data } = addon.epollLayout as NonNullable<typeof addon.epollLayout>;
  return {
    selector: new EpollSelector<number, () => void>(),
    fill(indices: number[]): void {
      const filled = new Int32Array(indices.length * words);
      indices.forEach((index, place) => {
        filled[place * words + events] = 1; // EPOLLIN
        filled[place * words + data] = descriptors[index] as number;
        filled[place * words + data + 1] = index + 1; // Generations count registrations.
      });
      prepared.prepare(memory.buffer as ArrayBuffer, 4 * start, filled.buffer, indices.length);
    },
  };
}

function overKqueue() {
  let memory = new ArrayBuffer(0);
  const make = addon.kqueueMemory;
  addon.kqueueMemory = (kevents) => {
    memory = make(kevents);
    return memory;
  };
  addon.kqueueControl = prepared.fill;
  const layout = addon.kqueueLayout as NonNullable<typeof addon.kqueueLayout>;
  return {
    selector: new KqueueSelector<number, () => void>(),
    fill(indices: number[]): void {
      const filled = new DataView(new ArrayBuffer(indices.length * layout.bytes));
      indices.forEach((index, place) => {
        const at = place * layout.bytes;
        filled.setInt32(at + layout.ident.offset, descriptors[index] as number, true);
        filled.setInt16(at + layout.filter.offset, -1, true); // EVFILT_READ
      });
      prepared.prepare(memory, layout.start, filled.buffer, indices.length);
    },
  };
}
