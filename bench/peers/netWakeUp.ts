// A message to a thread and back: ns for both ways, of which one ends in net's 'data' event.
import { once } from 'node:events';
import { connect } from 'node:net';
import { answerAsyncRounds } from '../rounds/index.js';
import { startEcho } from './echoThread.js';

await using echo = await startEcho();
const socket = connect({ port: echo.port, host: '127.0.0.1', noDelay: true });
await once(socket, 'connect');

const message = Buffer.alloc(64);
let onData = () => {};
socket.on('data', () => onData());
await answerAsyncRounds(
  (steps) =>
    new Promise((resolve) => {
      let left = steps;
      onData = () => {
        if (--left === 0) resolve();
        else socket.write(message);
      };
      socket.write(message);
    }),
);
socket.destroy();
