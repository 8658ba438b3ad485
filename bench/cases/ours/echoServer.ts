// A TCP echo server. A client that does not take its echo is dropped.
// echoServer BACKEND recvInto|recv [async]
import { EVENT_READ } from 'selectors-ts';
import { OSError, type Socket } from 'selectors-ts/socket';
import type { Backend } from '../../results/index.js';
import { type ServerSelector, serve, serveAsync } from './server.js';

const [backend, receiving, loop] = process.argv.slice(2);
const buffer = Buffer.alloc(65_536);

function echoFrom(client: Socket): boolean {
  const received = client.recvInto(buffer);
  return received > 0 && client.send(buffer.subarray(0, received)) === received;
}

function echoNewBuffer(client: Socket): boolean {
  const data = client.recv(buffer.length);
  return data.length > 0 && client.send(data) === data.length;
}

const echo = receiving === 'recvInto' ? echoFrom : echoNewBuffer;

function onClient(selector: ServerSelector, client: Socket): void {
  selector.register(client, EVENT_READ, () => {
    try {
      if (echo(client)) return;
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
    }
    selector.unregister(client);
    client.close();
  });
}

if (loop === 'async') await serveAsync(backend as Backend, onClient);
else serve(backend as Backend, onClient);
