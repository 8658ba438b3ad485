/**
 * A thread that accepts and answers connections until it is told to stop.
 */
import { parentPort, threadId, workerData } from 'node:worker_threads';
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import {
  AF_INET,
  createServer,
  fromfd,
  OSError,
  SOCK_STREAM,
  Socket,
  type SocketAddress,
} from 'selectors-ts/socket';

export interface Assignment {
  readonly address: SocketAddress;
  /** Another thread's listening descriptor; null to make one of its own. */
  readonly listener: number | null;
  /** The descriptor of a socket, this thread's from now on; its other end is closed for the stop. */
  readonly control: number;
}

const assignment = workerData as Assignment;

using control = new Socket(-1, -1, -1, assignment.control);
using listener =
  assignment.listener === null
    ? createServer(assignment.address, { reusePort: true })
    : fromfd(assignment.listener, AF_INET, SOCK_STREAM);
using selector = new DefaultSelector<Socket, () => void>();

let running = true;
let connections = 0;

/** Returns false if there was nobody: all threads are woken, and another one may have been faster. */
function answer(): boolean {
  const accepted = listener.tryAccept();
  if (accepted === null) return false;
  using client = accepted[0];
  try {
    client.sendall(Buffer.from(`connection ${++connections} of thread ${threadId}`));
  } catch (error) {
    // The client has reset its connection.
    if (!(error instanceof OSError)) throw error;
  }
  return true;
}

selector.register(listener, EVENT_READ, answer);
selector.register(control, EVENT_READ, () => {
  running = false;
});
parentPort?.postMessage('listening');

while (running) {
  for (const [key] of selector.select()) key.data();
}
// Who has connected already is in the listener's queue, and would be turned away with it.
while (answer());
parentPort?.postMessage(connections);
