// Registers descriptors, or Socket objects, and unregisters them: ns per pair of calls.
// register BACKEND REGISTERED numbers|Sockets
import {
  EpollSelector,
  EVENT_READ,
  type FileObject,
  PollSelector,
  SelectSelector,
} from 'selectors-ts';
import { answerRounds } from '../../rounds/index.js';
import { openSockets } from './socketpairs.js';

const SELECTORS = {
  epoll: () => new EpollSelector(),
  poll: () => new PollSelector(),
  select: () => new SelectSelector({ unlimited: true }),
};

const [backend, registeredText, kind] = process.argv.slice(2);
const registered = Number(registeredText);
const selector = SELECTORS[backend as keyof typeof SELECTORS]();
const sockets = openSockets(registered);
const files: FileObject[] = kind === 'numbers' ? sockets.map((each) => each.fileno()) : sockets;

answerRounds(() => {
  for (const file of files) selector.register(file, EVENT_READ);
  for (const file of files) selector.unregister(file);
}, registered);
for (const socket of sockets) socket.close();
