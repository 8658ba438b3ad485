// An echo server beside an HTTP server of Node's own, in one thread, until Ctrl-C. Try it with
// `nc localhost 5000` and `curl localhost:8080`.
import { createServer as createHttpServer } from 'node:http';
import { DefaultSelector, EVENT_READ, EVENT_WRITE, OSError } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';

const [, , port = '5000', httpPort = '8080'] = process.argv;
using selector = new DefaultSelector<Socket, (socket: Socket) => void>();
using listener = createServer(['localhost', Number(port)]);
let echoes = 0;

function accept(): void {
  const accepted = listener.tryAccept();
  if (accepted !== null) selector.register(accepted[0], EVENT_READ, receive);
}

function receive(client: Socket): void {
  const data = client.tryRecv(4096);
  if (data?.length === 0) drop(client);
  else if (data !== null) send(client, data);
}

function send(client: Socket, data: Buffer): void {
  const rest = data.subarray(client.trySend(data) ?? 0);
  if (rest.length > 0) {
    selector.modify(client, EVENT_WRITE, () => send(client, rest));
    return;
  }
  selector.modify(client, EVENT_READ, receive);
  echoes++;
}

function drop(client: Socket): void {
  selector.unregister(client);
  client.close();
}

selector.register(listener, EVENT_READ, accept);
console.log(`listening on port ${listener.getsockname()[1]}`);

const http = createHttpServer((_request, response) => response.end(`${echoes} echoes\n`));
http.listen(Number(httpPort), 'localhost', () => console.log('HTTP:', http.address()));
process.once('SIGINT', () => {
  selector.close();
  http.close();
});

for await (const ready of selector) {
  for (const [{ fileobj, data }] of ready) {
    try {
      data(fileobj);
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      if (fileobj !== listener) drop(fileobj);
    }
  }
}
console.log(`${echoes} echoes`);
