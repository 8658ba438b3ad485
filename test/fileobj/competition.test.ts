/** What becomes of Node's objects while they are registered, and Node's loop goes on. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readSync } from 'node:fs';
import * as net from 'node:net';
import { setImmediate as turnOfNode } from 'node:timers/promises';
import { EVENT_READ } from 'selectors-ts';
import { AF_INET, fromfd, SOCK_DGRAM, SOCK_STREAM, type Socket } from 'selectors-ts/socket';
import { describe, expect, onTestFinished, test } from 'vitest';
import { backends } from '../conformance/backends.js';
import { opened, readyByDescriptor } from '../conformance/opened.js';
import { closing, openSocket } from '../support/sockets.js';
import { connectTo, listening } from './nodeSockets.js';

/** A connection that a server of Node's has accepted, and our end of it. */
async function accepted(options: net.ServerOpts = {}): Promise<[net.Socket, Socket]> {
  const server = net.createServer(options);
  const peer = connectTo(await listening(server));
  const [socket] = await once(server, 'connection');
  onTestFinished(() => void socket.destroy());
  return [socket, peer];
}

/** The same, of which Node has the other end. */
async function connected(prepare: (socket: net.Socket) => void): Promise<[net.Socket, Socket]> {
  const server = closing(openSocket());
  server.bind(['127.0.0.1', 0]);
  server.listen();
  const [host, port] = server.getsockname() as [string, number];
  const socket = net.connect(port, host);
  onTestFinished(() => void socket.destroy());
  prepare(socket);
  await once(socket, 'connect');
  return [socket, closing(server.accept()[0])];
}

/** As many as it takes. */
async function turnsUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await turnOfNode();
}

/** More than Node needs to take what is there: it looks at every turn. */
async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await turnOfNode();
}

describe.each(backends)('$name', (backend) => {
  test.each([
    ['nobody listens to', () => {}],
    ['is paused', (socket: net.Socket) => void socket.pause()],
  ])('Node reads a net.Socket that %s', async (_which, prepare) => {
    const s = opened(backend);
    const [socket, peer] = await accepted();
    prepare(socket);
    const { fd } = s.register(socket, EVENT_READ);
    peer.send(Buffer.from('abc'));
    expect(readyByDescriptor(s)).toEqual(new Map([[fd, EVENT_READ]]));
    expect(socket.readableLength).toBe(0);

    await turnsUntil(() => socket.readableLength === 3);
    expect(s.select(0)).toEqual([]);
    s.unregister(socket);
  });

  test('Node has what comes during selectAsync(), reported or not', async () => {
    const s = opened(backend);
    const [socket, peer] = await accepted();
    const key = s.register(socket, EVENT_READ);
    const ready = s.selectAsync();
    peer.send(Buffer.from('abc'));
    await turnsUntil(() => socket.readableLength === 3);
    s.close();
    for (const [found] of await ready) expect(found).toBe(key);
    expect(String(socket.read())).toBe('abc');
  });

  test.each([
    ['a server accepted with pauseOnConnect', () => accepted({ pauseOnConnect: true })],
    ['was paused before it connected', () => connected((socket) => socket.pause())],
  ])('Node does not read a net.Socket that %s', async (_which, make) => {
    const s = opened(backend);
    const [socket, peer] = await make();
    const key = s.register(socket, EVENT_READ);
    const ready = s.selectAsync();
    peer.send(Buffer.from('abc'));
    expect(await ready).toEqual([[key, EVENT_READ]]);
    await someTurns();
    expect(s.select(0)).toEqual([[key, EVENT_READ]]);
    expect(socket.readableLength).toBe(0);

    const data = once(socket, 'data');
    socket.resume();
    expect(String((await data)[0])).toBe('abc');
    expect(s.select(0)).toEqual([]);
    s.unregister(socket);
  });

  test('who reads first has it, and the other goes on', async () => {
    const s = opened(backend);
    const [socket, peer] = await accepted();
    const taken: string[] = [];
    socket.on('data', (data) => taken.push(String(data)));
    const { fd } = s.register(socket, EVENT_READ);
    const buffer = Buffer.alloc(10);

    peer.send(Buffer.from('ours'));
    expect(s.select()).toHaveLength(1);
    expect(buffer.toString('latin1', 0, readSync(fd, buffer))).toBe('ours');
    await someTurns();

    peer.send(Buffer.from('theirs'));
    await once(socket, 'data');
    expect(taken).toEqual(['theirs']);
    expect(() => readSync(fd, buffer)).toThrow(expect.objectContaining({ code: 'EAGAIN' }));
    s.unregister(socket);
  });

  test('Node closes a net.Socket whose peer has gone, registered or not', async () => {
    const s = opened(backend);
    const [socket, peer] = await accepted();
    const key = s.register(socket, EVENT_READ);
    socket.resume();
    peer.close();
    await once(socket, 'close');
    expect(s.unregister(socket)).toBe(key);
  });

  test('Node receives the datagrams of a dgram.Socket', async () => {
    const s = opened(backend);
    const socket = closing(createSocket('udp4'));
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    s.register(socket, EVENT_READ);
    const message = once(socket, 'message');
    const { port } = socket.address();
    openSocket(AF_INET, SOCK_DGRAM).sendto(Buffer.from('abc'), ['127.0.0.1', port]);
    expect(s.select()).toHaveLength(1);
    expect(String((await message)[0])).toBe('abc');
    expect(s.select(0)).toEqual([]);
    s.unregister(socket);
  });

  test('Node accepts on a net.Server, unless a duplicate is faster', async () => {
    const s = opened(backend);
    const server = net.createServer((connection) => connection.destroy());
    const address = await listening(server);
    const { fd } = s.register(server, EVENT_READ);
    const twin = closing(fromfd(fd, AF_INET, SOCK_STREAM));
    let count = 0;
    server.on('connection', () => count++);

    connectTo(address);
    expect(s.select()).toHaveLength(1);
    closing(twin.accept()[0]);
    await someTurns();
    expect([count, s.select(0)]).toEqual([0, []]);

    connectTo(address);
    await turnsUntil(() => count === 1);
    expect([twin.tryAccept(), s.select(0)]).toEqual([null, []]);
    s.unregister(server);
  });

  test('Node reads a paused child', async () => {
    const s = opened(backend);
    const child = spawn('cat', { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdout.pause();
    s.register(child.stdout, EVENT_READ);
    child.stdin.write('abc');
    await turnsUntil(() => child.stdout.readableLength === 3);
    expect(s.select(0)).toEqual([]);
    s.unregister(child.stdout);
    child.stdin.end();
    child.stdout.resume();
    await once(child, 'close');
  });
});
