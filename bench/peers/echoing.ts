import { IPPROTO_TCP, type Socket, TCP_NODELAY } from 'selectors-ts/socket';

/** A thread's work: sends back what its one client sends it, in a blocking loop. */
export function echo(listener: Socket): void {
  const [client] = listener.accept();
  client.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
  const buffer = Buffer.alloc(4096);
  for (;;) {
    const length = client.recvInto(buffer);
    if (length === 0) break;
    client.sendall(buffer.subarray(0, length));
  }
}
