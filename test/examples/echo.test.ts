import { once } from 'node:events';
import { connect, type Socket as NodeSocket } from 'node:net';
import { DefaultSelector, EVENT_READ, EVENT_WRITE } from 'selectors-ts';
import { createConnection, type Socket } from 'selectors-ts/socket';
import { describe, expect, it } from 'vitest';
import { FEW_DESCRIPTORS, Program } from './program.js';

async function connected(port: number): Promise<NodeSocket> {
  const client = connect({ port, host: 'localhost', allowHalfOpen: true });
  await once(client, 'connect');
  return client;
}

/**
 * A server that answers one client so often without having read a byte more of another one reads nothing
 * of that until the client itself reads: with each answer it could have read 4 KiB.
 */
const MANY_ANSWERS = 2000;

/** Sends, ends, and returns all that comes back. */
async function echoed(port: number, data: Buffer): Promise<Buffer> {
  const client = await connected(port);
  client.end(data);
  return Buffer.concat(await client.toArray());
}

describe.each(['echo.js', 'async-echo.js'])('%s', (name) => {
  const start = (shell?: string): Program => new Program(name, ['0', '0'], shell);

  it('sends back what it gets', async () => {
    await using program = start();
    const port = await program.port();
    expect(String(await echoed(port, Buffer.from('hello')))).toBe('hello');
  });

  it('survives clients that reset their connections, before and after they are read', async () => {
    await using program = start();
    const port = await program.port();
    for (let round = 0; round < 20; round++) {
      const client = await connected(port);
      client.write(Buffer.alloc(1 + 100_000 * (round % 3), 'x'));
      if (round % 2 === 1) await once(client, 'data');
      client.resetAndDestroy();
    }
    expect(String(await echoed(port, Buffer.from('hello')))).toBe('hello');
  });

  it('loses nothing of a client that reads late, and serves the others meanwhile', async () => {
    await using program = start();
    const address: [string, number] = ['localhost', await program.port()];
    using late = createConnection(address);
    using other = createConnection(address);
    const data = Buffer.alloc(32 * 1024 * 1024, 'a much longer text than a socket has room for');
    let sent = 0;
    for (let answers = 0; answers < MANY_ANSWERS; answers++) {
      other.sendall(Buffer.from('ping'));
      expect(String(other.recv(4))).toBe('ping');
      const count = late.trySend(data.subarray(sent)) ?? 0;
      if (count > 0) answers = 0;
      sent += count;
    }
    expect(sent).toBeLessThan(data.length);

    const received: Buffer[] = [];
    late.setblocking(false);
    using selector = new DefaultSelector<Socket>();
    selector.register(late, EVENT_READ | EVENT_WRITE);
    for (let left = data.length; left > 0; ) {
      selector.select();
      if (sent < data.length) sent += late.trySend(data.subarray(sent)) ?? 0;
      else selector.modify(late, EVENT_READ);
      const chunk = late.tryRecv(1024 * 1024);
      if (chunk === null) continue;
      if (chunk.length === 0) break;
      received.push(chunk);
      left -= chunk.length;
    }
    expect(Buffer.concat(received).equals(data)).toBe(true);
  });

  it('survives more clients than it may have descriptors', async () => {
    await using program = start(`ulimit -n ${FEW_DESCRIPTORS}`);
    const port = await program.port();
    const many = await Promise.all(
      Array.from({ length: FEW_DESCRIPTORS + 20 }, () => connected(port)),
    );
    for (const client of many) client.destroy();
    expect(String(await echoed(port, Buffer.from('hello')))).toBe('hello');
  });
});
