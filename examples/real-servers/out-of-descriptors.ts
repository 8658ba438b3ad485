// At the limit of open files accept() fails, and the connection stays in the queue: a
// level-triggered listener is ready again at once, for ever. So look away until a file is closed.
import { DefaultSelector, EVENT_READ, OSError } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';

using selector = new DefaultSelector<Socket, (socket: Socket) => void>();
using listener = createServer(['localhost', 0]);
listener.setblocking(false);

function accept(): void {
  try {
    const accepted = listener.tryAccept();
    if (accepted !== null) selector.register(accepted[0], EVENT_READ, receive);
  } catch (error) {
    if (!(error instanceof OSError && ['EMFILE', 'ENFILE'].includes(error.code))) throw error;
    selector.unregister(listener);
    console.log(`${error.code}: not listening`);
  }
}

function receive(client: Socket): void {
  try {
    if (client.tryRecv(4096)?.length !== 0) return;
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
  }
  selector.unregister(client);
  client.close();
  if (selector.getMap()?.has(listener)) return;
  selector.register(listener, EVENT_READ, accept);
  console.log('listening again');
}

selector.register(listener, EVENT_READ, accept);
console.log(`listening on port ${listener.getsockname()[1]}`);
while (true) {
  for (const [{ fileobj, data }] of selector.select()) data(fileobj);
}
