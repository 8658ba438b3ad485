/**
 * Sockets that are closed when the test that made them ends.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  AF_INET,
  createServer,
  type Ipv4Address,
  type Ipv6Address,
  SOCK_DGRAM,
  Socket,
  type SocketAddress,
  socketpair,
} from 'selectors-ts/socket';
import { onTestFinished } from 'vitest';

export function closing<Closeable extends { close(): void }>(object: Closeable): Closeable {
  onTestFinished(() => object.close());
  return object;
}

/** A socket like any other, closed in the end. */
export function openSocket(...kind: ConstructorParameters<typeof Socket>): Socket {
  return closing(new Socket(...kind));
}

export function openPair(...kind: Parameters<typeof socketpair>): [Socket, Socket] {
  const [left, right] = socketpair(...kind);
  return [closing(left), closing(right)];
}

/** A server on a port of the system's choice. */
export function listening(host = '127.0.0.1', family: number = AF_INET): Socket {
  return closing(createServer([host, 0], { family }));
}

/** Both ends of a TCP connection. */
export function connected(): [client: Socket, served: Socket] {
  const server = listening();
  const client = openSocket();
  client.connect(server.getsockname());
  const [served] = server.accept();
  return [client, closing(served)];
}

/** A UDP socket on a port of the system's choice. */
export function datagramSocket(host = '127.0.0.1'): Socket {
  const socket = openSocket(AF_INET, SOCK_DGRAM);
  socket.bind([host, 0]);
  return socket;
}

export function ipAddress(address: SocketAddress | null): Ipv4Address | Ipv6Address {
  if (!Array.isArray(address)) throw new Error(`${address} is not an IP address`);
  return address;
}

export function portOf(socket: Socket): number {
  return ipAddress(socket.getsockname())[1];
}

/** The port of a socket that is bound but does not listen: connections to it are refused. */
export function refusingPort(): number {
  const socket = openSocket();
  socket.bind(['127.0.0.1', 0]);
  return portOf(socket);
}

/** A path in a folder of its own, for a UNIX socket. */
export function temporaryPath(name = 'socket'): string {
  const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, name);
}

/**
 * Sends until there is no more room; returns how many bytes went. For a UNIX socket there is none until the
 * peer receives; TCP may still be on its way to the peer's buffers.
 */
export function fill(socket: Socket): number {
  const data = Buffer.alloc(64 * 1024);
  let total = 0;
  for (;;) {
    const count = socket.trySend(data);
    if (count === null) return total;
    total += count;
  }
}

/**
 * Hands a socket over to another thread, which runs the body of a function on it: a peer that goes
 * on while this thread is blocked.
 *
 * @param body - JavaScript, with `socket`, and whatever the package exports as `exports`
 */
export function handOver(socket: Socket, body: string): Worker {
  const blocking = socket.getblocking();
  const source = `
    const { workerData } = require('node:worker_threads');
    import('selectors-ts/socket').then((exports) => {
      const socket = new exports.Socket(-1, -1, -1, workerData.fd);
      socket.setblocking(workerData.blocking);
      ${body}
      socket.close();
    });`;
  const worker = new Worker(source, {
    eval: true,
    workerData: { fd: socket.detach(), blocking },
  });
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  onTestFinished(async () => {
    await ended;
  });
  return worker;
}

/** A view of memory that may be given another size. (TypeScript's ES2022 does not know of it.) */
export function resizable(size: number): Uint8Array {
  const ResizableBuffer = ArrayBuffer as new (
    size: number,
    options: { maxByteLength: number },
  ) => ArrayBuffer;
  return new Uint8Array(new ResizableBuffer(size, { maxByteLength: 2 * size }));
}
