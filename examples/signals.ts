// A blocking loop that Ctrl-C ends, as `except KeyboardInterrupt` and `finally` do in Python, and that a
// resized window does not.
import { setImmediate as turnOfNode } from 'node:timers/promises';
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';

class KeyboardInterrupt extends Error {}

const selector = new DefaultSelector<Socket, (socket: Socket) => void>();
const listener = createServer(['localhost', 0]);
selector.register(listener, EVENT_READ, (socket) => {
  socket.tryAccept()?.[0].close();
  console.log('a client');
});

let interrupt: KeyboardInterrupt | undefined;
// Once: a second Ctrl-C, while the first still has things to finish, ends the program at once.
process.once('SIGINT', () => {
  interrupt = new KeyboardInterrupt();
});
process.on('SIGWINCH', () => console.log(`a window of ${process.stdout.columns} columns`));

console.log(`listening on port ${listener.getsockname()[1]}`);

try {
  for (;;) {
    for (const [key] of selector.select(1, { returnOnSignal: true })) key.data(key.fileobj);
    // Here the handlers run, of whatever signals have come.
    await turnOfNode();
    if (interrupt !== undefined) throw interrupt;
  }
} catch (error) {
  if (!(error instanceof KeyboardInterrupt)) throw error;
} finally {
  listener.close();
  selector.close();
  console.log('closed');
}

// For the shell: it was Ctrl-C that ended this, and a script that it is part of ends, too.
process.kill(process.pid, 'SIGINT');
