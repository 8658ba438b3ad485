/**
 * A thread that sends back what its one client sends it, in a blocking loop.
 */
import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { createServer, IPPROTO_TCP, type Ipv4Address, TCP_NODELAY } from 'selectors-ts/socket';

interface Echo extends AsyncDisposable {
  readonly port: number;
}

export async function startEcho(): Promise<Echo> {
  const thread = new Worker(new URL(import.meta.url));
  const [port] = await once(thread, 'message');
  return {
    port,
    async [Symbol.asyncDispose]() {
      await thread.terminate();
    },
  };
}

if (!isMainThread) {
  const listener = createServer(['127.0.0.1', 0]);
  const [, port] = listener.getsockname() as Ipv4Address;
  parentPort?.postMessage(port);
  const [client] = listener.accept();
  client.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
  const buffer = Buffer.alloc(4096);
  for (;;) {
    const length = client.recvInto(buffer);
    if (length === 0) break;
    client.sendall(buffer.subarray(0, length));
  }
}
