import { type AddressInfo, createServer, type Socket } from 'node:net';
import { announce } from '../rounds/index.js';

/** A server on Node's own net; the process ends when standard input does. */
export function serve(onClient: (socket: Socket) => void): void {
  const server = createServer({ noDelay: true }, onClient);
  server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
    announce((server.address() as AddressInfo).port);
  });
  process.stdin.resume().on('end', () => process.exit());
}
