import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { Socket, type SocketAddressLike } from 'selectors-ts/socket';

const AT_ONCE = 50;

/**
 * Connects again and again, and returns what each connection was answered, up to its end. It blocks
 * this thread meanwhile, and none of the others.
 */
export function load(address: SocketAddressLike, connections: number): string[] {
  const answers: string[] = [];
  using selector = new DefaultSelector<Socket, Buffer[]>();
  let open = 0;

  function connect(): void {
    const client = new Socket();
    client.setblocking(false);
    client.connectEx(address);
    selector.register(client, EVENT_READ, []);
    open++;
  }

  function receive(client: Socket, chunks: Buffer[]): void {
    const chunk = client.recv(1024);
    chunks.push(chunk);
    if (chunk.length > 0) return;
    selector.unregister(client);
    client.close();
    open--;
    answers.push(Buffer.concat(chunks).toString());
  }

  while (answers.length < connections) {
    while (open < AT_ONCE && answers.length + open < connections) connect();
    for (const [{ fileobj, data }] of selector.select()) receive(fileobj, data);
  }
  return answers;
}
