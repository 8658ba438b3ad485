// A message to a thread and back: ns for both ways. The way back ends a wait here: by a message too, or
// by the thread's Waker.wakeup().
// wakeUp BACKEND select()|selectAsync()|wakeup()
import { EVENT_READ } from 'selectors-ts';
import {
  createConnection,
  createServer,
  IPPROTO_TCP,
  type Ipv4Address,
  TCP_NODELAY,
} from 'selectors-ts/socket';
import { Thread } from 'selectors-ts/threading';
import { stayOnOneProcessor } from '../../processors/index.js';
import type { Backend } from '../../results/index.js';
import { answerRoundTrips } from './roundTrips.js';
import { SELECTORS } from './selectors.js';

const [backend, operation] = process.argv.slice(2);

stayOnOneProcessor();
using selector = SELECTORS[backend as Backend]();
const listener = createServer(['127.0.0.1', 0]);
const address = listener.getsockname() as Ipv4Address;
new Thread(
  operation === 'wakeup()'
    ? {
        target: new URL('waking.js#wakeWhenAsked', import.meta.url),
        args: [listener, selector.waker()],
        gil: null,
      }
    : {
        target: new URL('../../peers/echoing.js#echo', import.meta.url),
        args: [listener],
        gil: null,
      },
).start();

using socket = createConnection(address);
socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
socket.setblocking(false);
selector.register(socket, EVENT_READ);
const message = Buffer.alloc(64);

const TRIPS: Record<string, () => void | Promise<void>> = {
  'select()'() {
    socket.send(message);
    selector.select();
    socket.recvInto(message);
  },
  async 'selectAsync()'() {
    socket.send(message);
    await selector.selectAsync();
    socket.recvInto(message);
  },
  'wakeup()'() {
    socket.send(message);
    if (selector.select().length > 0) throw new Error('the socket was ready');
  },
};

await answerRoundTrips(TRIPS[operation as string] as () => void | Promise<void>);
