// What the process holds more for each descriptor that is registered with a selector, in bytes.
//
// Counted, after a forced garbage collection: the JavaScript heap, and the memory outside it that
// belongs to it, ArrayBuffers among it. So that is the selector with its keys and tables, and the room
// for a wait's events, for the selector has waited once. Not counted: the sockets, which were open
// before, an object that a caller registers, as these are plain numbers, and what the kernel holds for
// epoll and kqueue.
// registeredMemory BACKEND REGISTERED
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { EVENT_READ } from 'selectors-ts';
import type { Backend } from '../../results/index.js';
import { answerFigures } from '../../rounds/index.js';
import { SELECTORS } from './selectors.js';
import { openSockets } from './socketpairs.js';

// The heap has the code in it too. It must not change between the two readings: then they are right to
// a few bytes, and else wrong by some hundred thousand.
for (const flag of ['opt', 'maglev', 'sparkplug', 'flush-bytecode', 'lazy-feedback-allocation']) {
  setFlagsFromString(`--no-${flag}`);
}
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const FEW = 64;
const WARM_UPS = 5;

const [backend, registeredText] = process.argv.slice(2);
const registered = Number(registeredText);
const sockets = openSockets(registered);
const descriptors = sockets.map((socket) => socket.fileno());

function heldBytes(): number {
  // ArrayBuffers that the first one finds are freed in the background; the second waits for that.
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A function of its own: once it has returned, nothing refers to the selector. */
function heldWhileRegistered(fds: readonly number[]): number {
  using selector = SELECTORS[backend as Backend]();
  for (const fd of fds) selector.register(fd, EVENT_READ);
  selector.select(0);
  return heldBytes();
}

// The room for events stays with the thread. So before is before so many have ever been registered.
for (let i = 0; i < WARM_UPS; i++) heldWhileRegistered(descriptors.slice(0, FEW));
const beforeBytes = heldBytes();
await answerFigures(() => ({
  memory: (heldWhileRegistered(descriptors) - beforeBytes) / registered,
}));
for (const socket of sockets) socket.close();
