/**
 * Run in a project where the package is installed, by the runtime that is to be tried: imports every
 * entry, waits with every backend, starts threads and a process, and prints which binary was loaded.
 */
import { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  EpollSelector,
  EVENT_READ,
  KqueueSelector,
  PollSelector,
  SelectSelector,
} from 'selectors-ts';
import { type Connection, Pipe, Process } from 'selectors-ts/multiprocessing';
import { select } from 'selectors-ts/select';
import { type Socket, socketpair } from 'selectors-ts/socket';
import { Queue, Thread } from 'selectors-ts/threading';

const backends = [SelectSelector, PollSelector, EpollSelector, KqueueSelector].filter(
  ({ isAvailable }) => isAvailable,
);
for (const Selector of backends) {
  const [near, far] = socketpair();
  const selector = new Selector<Socket, string>();
  selector.register(near, EVENT_READ, 'near');
  far.sendall(Buffer.from('hello'));
  const heard = selector.select(10).map(([{ fileobj, data }]) => `${data} ${fileobj.recv(9)}`);
  const [, writable] = select([], [far], [], 10);
  if (`${heard}` !== 'near hello' || writable[0] !== far)
    throw new Error(`${Selector.name} failed`);
  for (const closable of [selector, near, far]) closable.close();
}

/** A C++ exception must end as an error here: on 32-bit ARM it takes care in linking the addon. */
function provokeException(): void {
  const [near, far] = socketpair();
  try {
    near.recvfromInto(new Uint8Array(new SharedArrayBuffer(8)));
  } catch (error) {
    if (error instanceof TypeError) return;
    throw error;
  } finally {
    near.close();
    far.close();
  }
  throw new Error('memory shared between threads was taken');
}
provokeException();

/** Two that talk through a queue, one of them under the GIL, while this one is blocked. */
function runThreads(): void {
  const numbers = new Queue<number>();
  const sums = new Queue<{ sum: number }>();
  const add = (count: number, from: Queue<number>, to: Queue<{ sum: number }>) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += from.get();
    to.put({ sum });
  };
  const put = (count: number, to: Queue<number>) => {
    for (let i = 1; i <= count; i++) to.put(i);
  };
  const threads = [
    new Thread({ target: add, args: [100, numbers, sums] }),
    new Thread({ target: put, args: [100, numbers], gil: null }),
  ];
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
  if (sums.get().sum !== 5050) throw new Error('the threads did not add up');
}
runThreads();

/** Its end and its message. */
function runProcess(): void {
  const [ours, theirs] = Pipe(false);
  const process = new Process({
    target: (to: Connection) => to.send('hello'),
    args: [theirs],
  });
  process.start();
  theirs.close();
  const heard = ours.recv();
  process.join();
  if (heard !== 'hello' || process.exitcode !== 0) throw new Error('the process failed');
  ours.close();
}
try {
  // Deno has no such processes.
  if (process.versions.deno === undefined) runProcess();
} catch (error) {
  // Where the processor is emulated, the system does not know how to start a program for it.
  if ((error as Error & { code?: string }).code !== 'ENOEXEC') throw error;
}

const packageFolder = dirname(createRequire(import.meta.url).resolve('selectors-ts/package.json'));
const { binary } = await import(`${pathToFileURL(packageFolder)}/dist/lib/addon/index.js`);
console.log(
  JSON.stringify({
    binary: relative(packageFolder, binary),
    backends: backends.map(({ name }) => name),
  }),
);
