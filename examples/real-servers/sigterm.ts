// `select()` blocks the thread, and JavaScript's signal handlers with it. Have it return when a
// signal has come, or a second has passed, and give Node's event loop, where they run, a turn.
import { setImmediate as turnOfNode } from 'node:timers/promises';
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';

using selector = new DefaultSelector<Socket, () => void>();
using listener = createServer(['localhost', 0]);
listener.setblocking(false);
const clients = new Set<Socket>();
selector.register(listener, EVENT_READ, () => {
  const accepted = listener.tryAccept();
  if (accepted !== null) clients.add(accepted[0]);
});

let running = true;
process.once('SIGTERM', () => {
  running = false;
});

console.log(`listening on port ${listener.getsockname()[1]}`);
while (running) {
  for (const [{ data }] of selector.select(1, { returnOnSignal: true })) data();
  await turnOfNode();
}
for (const client of clients) client.close();
console.log(`closed ${clients.size} connections`);
