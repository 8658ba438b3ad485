// Registers descriptors, or Socket objects, and unregisters them: ns per pair of calls; or changes
// what they are watched for: ns per modify().
// register BACKEND REGISTERED register|modify numbers|Sockets
import { EVENT_READ, EVENT_WRITE, type FileObject } from 'selectors-ts';
import type { Backend } from '../../results/index.js';
import { answerRounds } from '../../rounds/index.js';
import { SELECTORS } from './selectors.js';
import { openSockets } from './socketpairs.js';

const [backend, registeredText, operation, kind] = process.argv.slice(2);
const registered = Number(registeredText);
const selector = SELECTORS[backend as Backend]();
const sockets = openSockets(registered);
const files: FileObject[] = kind === 'numbers' ? sockets.map((each) => each.fileno()) : sockets;
let nextEvents = EVENT_READ | EVENT_WRITE;

function registerAll(): void {
  for (const file of files) selector.register(file, EVENT_READ);
}

function modifyAll(): void {
  for (const file of files) selector.modify(file, nextEvents);
  nextEvents ^= EVENT_WRITE;
}

if (operation === 'modify') {
  registerAll();
  answerRounds(modifyAll, registered);
} else {
  answerRounds(() => {
    registerAll();
    for (const file of files) selector.unregister(file);
  }, registered);
}
for (const socket of sockets) socket.close();
