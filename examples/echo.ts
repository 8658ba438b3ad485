// An echo server: everybody gets back what they send. Try it with `nc localhost 5000`.
import { DefaultSelector, EVENT_READ, EVENT_WRITE, OSError } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';

using selector = new DefaultSelector<Socket, (socket: Socket) => void>();
using listener = createServer(['localhost', Number(process.argv[2] ?? 5000)]);

function accept(): void {
  const accepted = listener.tryAccept();
  if (accepted !== null) selector.register(accepted[0], EVENT_READ, receive);
}

function receive(client: Socket): void {
  const data = client.tryRecv(4096);
  if (data?.length === 0) drop(client);
  else if (data !== null) send(client, data);
}

/** What the client has no room for waits until it has, and so long nothing more is received. */
function send(client: Socket, data: Buffer): void {
  const rest = data.subarray(client.trySend(data) ?? 0);
  if (rest.length === 0) selector.modify(client, EVENT_READ, receive);
  else selector.modify(client, EVENT_WRITE, () => send(client, rest));
}

function drop(client: Socket): void {
  selector.unregister(client);
  client.close();
}

selector.register(listener, EVENT_READ, accept);
console.log(`listening on port ${listener.getsockname()[1]}`);

while (true) {
  for (const [{ fileobj, data }] of selector.select()) {
    try {
      data(fileobj);
    } catch (error) {
      // A client has reset its connection, or there is no descriptor left for another one.
      if (!(error instanceof OSError)) throw error;
      if (fileobj !== listener) drop(fileobj);
    }
  }
}
