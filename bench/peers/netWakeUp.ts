// A message to a thread and back: ns for both ways, of which one ends in net's 'data' event.
import { once } from 'node:events';
import { connect } from 'node:net';
import { createServer, type Ipv4Address } from 'selectors-ts/socket';
import { Thread } from 'selectors-ts/threading';
import { answerRoundTrips } from '../cases/ours/roundTrips.js';
import { stayOnOneProcessor } from '../processors/index.js';

stayOnOneProcessor();
const listener = createServer(['127.0.0.1', 0]);
const [host, port] = listener.getsockname() as Ipv4Address;
new Thread({
  target: new URL('echoing.js#echo', import.meta.url),
  args: [listener],
  gil: null,
}).start();
const socket = connect({ host, port, noDelay: true });
await once(socket, 'connect');

const message = Buffer.alloc(64);
let onData = () => {};
socket.on('data', () => onData());
await answerRoundTrips(
  () =>
    new Promise((resolve) => {
      onData = resolve;
      socket.write(message);
    }),
);
socket.destroy();
