// An echo server beside an HTTP server of Node's own, in one thread, until Ctrl-C. Try it with
// `nc localhost 5000` and `curl localhost:8080`.
import { createServer as createHttpServer } from 'node:http';
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { createServer, OSError, type Socket } from 'selectors-ts/socket';

const [, , port = '5000', httpPort = '8080'] = process.argv;
using selector = new DefaultSelector<Socket, (socket: Socket) => void>();
let echoes = 0;

function accept(listener: Socket): void {
  const accepted = listener.tryAccept();
  if (accepted !== null) selector.register(accepted[0], EVENT_READ, echo);
}

function echo(client: Socket): void {
  try {
    const data = client.tryRecv(4096);
    if (data === null) return;
    if (data.length > 0 && client.trySend(data) === data.length) {
      echoes++;
      return;
    }
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
  }
  selector.unregister(client);
  client.close();
}

using listener = createServer(['localhost', Number(port)]);
selector.register(listener, EVENT_READ, accept);
console.log(`listening on port ${listener.getsockname()[1]}`);

const http = createHttpServer((_request, response) => response.end(`${echoes} echoes\n`));
http.listen(Number(httpPort), 'localhost', () => console.log('HTTP:', http.address()));
process.once('SIGINT', () => {
  selector.close();
  http.close();
});

for await (const ready of selector) {
  for (const [key] of ready) key.data(key.fileobj);
}
console.log(`${echoes} echoes`);
