// Who accepts until nobody is left keeps those waiting who are connected already. Accept a few in
// each round: the listener is level-triggered, and if there are more it is ready again.
import { DefaultSelector, EVENT_READ, OSError } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';

const MOST_PER_ROUND = 16;

using selector = new DefaultSelector<Socket, (socket: Socket) => void>();
using listener = createServer(['localhost', 0], { backlog: 1024 });
listener.setblocking(false);

function accept(): void {
  let count = 0;
  for (; count < MOST_PER_ROUND; count++) {
    const accepted = listener.tryAccept();
    if (accepted === null) break;
    selector.register(accepted[0], EVENT_READ, echo);
  }
  console.log(`accepted ${count}`);
}

function echo(client: Socket): void {
  try {
    const data = client.tryRecv(4096);
    if (data === null) return;
    console.log(`received ${data.length} bytes`);
    if (data.length > 0 && client.trySend(data) === data.length) return;
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
  }
  selector.unregister(client);
  client.close();
}

selector.register(listener, EVENT_READ, accept);
console.log(`listening on port ${listener.getsockname()[1]}`);
while (true) {
  for (const [{ fileobj, data }] of selector.select()) data(fileobj);
}
