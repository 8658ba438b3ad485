import { IPPROTO_TCP, SO_LINGER, SOL_SOCKET, Socket, TCP_NODELAY } from 'selectors-ts/socket';

/** Fewer than any system's longest backlog: of those that we know, macOS has the shortest, 128. */
const BATCH = 64;
const PATIENCE_SECONDS = 10;

/** A `struct linger`: on, for no time. */
const AT_ONCE = Int32Array.of(1, 0);

/**
 * Connections on which the server has answered each greeting with the same bytes: only then have they
 * been accepted, so that the next batch never overruns the listener's backlog.
 */
export function connectAll(port: number, greetings: readonly Uint8Array[]): Socket[] {
  const sockets: Socket[] = [];
  while (sockets.length < greetings.length) {
    const batch = greetings.slice(sockets.length, sockets.length + BATCH);
    const connected = batch.map((greeting) => connectAndGreet(port, greeting));
    for (const [i, socket] of connected.entries()) expectAnswer(socket, batch[i] as Uint8Array);
    sockets.push(...connected);
  }
  return sockets;
}

function connectAndGreet(port: number, greeting: Uint8Array): Socket {
  const socket = new Socket();
  socket.settimeout(PATIENCE_SECONDS);
  socket.connect(['127.0.0.1', port]);
  socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
  // Its end is a reset: thousands in TIME_WAIT would hold the ports that the next ones need.
  socket.setsockopt(SOL_SOCKET, SO_LINGER, AT_ONCE);
  socket.sendall(greeting);
  return socket;
}

function expectAnswer(socket: Socket, greeting: Uint8Array): void {
  const answer = Buffer.alloc(greeting.length);
  for (let received = 0; received < answer.length; ) {
    const count = socket.recvInto(answer.subarray(received));
    if (count === 0) throw new Error('the server has closed a connection instead of answering');
    received += count;
  }
  if (!answer.equals(greeting)) throw new Error('the server did not answer the greeting');
  socket.setblocking(false);
}
