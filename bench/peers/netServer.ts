import { type AddressInfo, createServer, type Socket } from 'node:net';
import { announce, answerCpuTime } from '../rounds/index.js';

const NEWLINE = 10;

/**
 * A server on Node's own net. Each line of standard input is answered with the CPU time so far; the
 * process ends when it does.
 */
export function serve(onClient: (socket: Socket) => void): void {
  const server = createServer({ noDelay: true }, onClient);
  server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
    announce((server.address() as AddressInfo).port);
  });
  process.stdin.on('data', (lines: Buffer) => {
    for (const byte of lines) if (byte === NEWLINE) answerCpuTime();
  });
  process.stdin.on('end', () => process.exit());
}
