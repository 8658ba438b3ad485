// A message to a thread and back: ns for both ways, of which one ends in a pending selectAsync().
// wakeUp BACKEND
import { EpollSelector, EVENT_READ, PollSelector, SelectSelector } from 'selectors-ts';
import { createConnection, IPPROTO_TCP, TCP_NODELAY } from 'selectors-ts/socket';
import { startEcho } from '../../peers/echoThread.js';
import { answerAsyncRounds } from '../../rounds/index.js';

const SELECTORS = { epoll: EpollSelector, poll: PollSelector, select: SelectSelector };

await using echo = await startEcho();
using socket = createConnection(['127.0.0.1', echo.port]);
socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
socket.setblocking(false);
using selector = new SELECTORS[process.argv[2] as keyof typeof SELECTORS]();
selector.register(socket, EVENT_READ);

const message = Buffer.alloc(64);
await answerAsyncRounds(async (steps) => {
  for (let i = 0; i < steps; i++) {
    socket.send(message);
    await selector.selectAsync();
    socket.recvInto(message);
  }
});
