// The same as signals.ts without blocking: there the handlers run while it waits.
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';

class KeyboardInterrupt extends Error {}

const selector = new DefaultSelector<Socket, (socket: Socket) => void>();
const listener = createServer(['localhost', 0]);
selector.register(listener, EVENT_READ, (socket) => {
  socket.tryAccept()?.[0].close();
  console.log('a client');
});

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new KeyboardInterrupt()));
process.on('SIGWINCH', () => console.log(`a window of ${process.stdout.columns} columns`));

console.log(`listening on port ${listener.getsockname()[1]}`);

try {
  const { signal } = interrupted;
  for (;;) {
    for (const [key] of await selector.selectAsync(null, { signal })) key.data(key.fileobj);
  }
} catch (error) {
  if (!(error instanceof KeyboardInterrupt)) throw error;
} finally {
  listener.close();
  selector.close();
  console.log('closed');
}

process.kill(process.pid, 'SIGINT');
