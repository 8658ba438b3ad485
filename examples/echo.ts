// An echo server: everybody gets back what they send. Try it with `nc localhost 5000`.
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';

using selector = new DefaultSelector<Socket, (socket: Socket) => void>();

function accept(listener: Socket): void {
  const [client] = listener.accept();
  client.setblocking(false);
  selector.register(client, EVENT_READ, echo);
}

function echo(client: Socket): void {
  const data = client.recv(4096);
  if (data.length > 0) {
    client.send(data);
  } else {
    selector.unregister(client);
    client.close();
  }
}

using listener = createServer(['localhost', Number(process.argv[2] ?? 5000)]);
listener.setblocking(false);
selector.register(listener, EVENT_READ, accept);
console.log(`listening on port ${listener.getsockname()[1]}`);

while (true) {
  for (const [key] of selector.select()) key.data(key.fileobj);
}
