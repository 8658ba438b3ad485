// One select() and a call of each ready key's data: ns per wait.
// wait BACKEND REGISTERED READY TIMEOUT_SECONDS, the last `none` to wait without limit
import { EVENT_READ } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import type { Backend } from '../../results/index.js';
import { answerRounds } from '../../rounds/index.js';
import { SELECTORS } from './selectors.js';
import { openSockets } from './socketpairs.js';

type OnReady = (socket: Socket, mask: number) => void;

const [backend, registeredText, readyText, timeoutText] = process.argv.slice(2);
const registered = Number(registeredText);
const ready = Number(readyText);
const timeoutSeconds = timeoutText === 'none' ? null : Number(timeoutText);
let dispatched = 0;

const onReadable: OnReady = (_socket, mask) => {
  if (mask === EVENT_READ) dispatched++;
};

const selector = SELECTORS[backend as Backend]<Socket, OnReady>();
const sockets = openSockets(registered);
for (const socket of sockets) selector.register(socket, EVENT_READ, onReadable);
// What is sent stays unread, so the same `ready` sockets, evenly spread, are ready every time.
for (let i = 0; i < ready; i++) {
  const index = Math.floor(((2 * i + 1) * registered) / (2 * ready));
  sockets[index ^ 1]?.send(Buffer.from('x'));
}

function wait(): void {
  for (const [key, mask] of selector.select(timeoutSeconds)) key.data(key.fileobj, mask);
}

wait();
if (dispatched !== ready) throw new Error(`${dispatched} of ${ready} were ready`);
answerRounds(wait);
selector.close();
for (const socket of sockets) socket.close();
