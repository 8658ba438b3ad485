// A socket takes only as much as its peer has room for. Queue the rest; ask for EVENT_WRITE while
// there is a rest and no longer, because a socket is writable nearly always; and bound the queue:
// whoever does not read must not cost all memory. This server sends a lot for every byte it gets.
import { DefaultSelector, EVENT_READ, EVENT_WRITE, OSError } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';

const A_LOT = Buffer.alloc(8 * 1024 * 1024, 'x');
const MOST_QUEUED_BYTES = 2 * A_LOT.length;

using selector = new DefaultSelector<Socket, (socket: Socket, events: number) => boolean>();
using listener = createServer(['localhost', 0]);
listener.setblocking(false);
const queues = new Map<Socket, Buffer>();

function accept(): boolean {
  const accepted = listener.tryAccept();
  if (accepted !== null) selector.register(accepted[0], EVENT_READ, talk);
  return true;
}

/** Returns false when it is over. */
function talk(client: Socket, events: number): boolean {
  let queue = queues.get(client) ?? Buffer.alloc(0);
  if (events & EVENT_READ) {
    const received = client.tryRecv(1);
    if (received?.length === 0) return false;
    if (received !== null) queue = Buffer.concat([queue, A_LOT]);
  }
  queue = queue.subarray(client.trySend(queue) ?? 0);
  queues.set(client, queue);
  selector.modify(client, queue.length > 0 ? EVENT_READ | EVENT_WRITE : EVENT_READ, talk);
  return queue.length <= MOST_QUEUED_BYTES;
}

selector.register(listener, EVENT_READ, accept);
console.log(`listening on port ${listener.getsockname()[1]}`);
while (true) {
  for (const [{ fileobj, data }, events] of selector.select()) {
    try {
      if (data(fileobj, events)) continue;
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
    }
    console.log(`closing, with ${queues.get(fileobj)?.length ?? 0} bytes queued`);
    queues.delete(fileobj);
    selector.unregister(fileobj);
    fileobj.close();
  }
}
