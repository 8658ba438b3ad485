/**
 * Run in a project where the package is installed, by the runtime that is to be tried: imports every
 * entry, waits with every backend, and prints which binary node-gyp-build chooses.
 */
import { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';
import load from 'node-gyp-build';
import {
  EpollSelector,
  EVENT_READ,
  KqueueSelector,
  PollSelector,
  SelectSelector,
} from 'selectors-ts';
import { select } from 'selectors-ts/select';
import { type Socket, socketpair } from 'selectors-ts/socket';

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

const packageFolder = dirname(createRequire(import.meta.url).resolve('selectors-ts/package.json'));
const binary = relative(packageFolder, load.path(packageFolder));
console.log(JSON.stringify({ binary, backends: backends.map(({ name }) => name) }));
