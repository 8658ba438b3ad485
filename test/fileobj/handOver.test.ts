/** Descriptors that go from this package to Node, and the other way. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import * as http from 'node:http';
import * as net from 'node:net';
import { text } from 'node:stream/consumers';
import { EVENT_READ } from 'selectors-ts';
import { AF_INET, AF_UNIX, fromfd, SOCK_DGRAM, SOCK_STREAM } from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { backends } from '../conformance/backends.js';
import { opened } from '../conformance/opened.js';
import {
  closing,
  connected,
  datagramSocket,
  openPair,
  openSocket,
  listening as ourServer,
  temporaryPath,
} from '../support/sockets.js';
import { connectTo, listening } from './nodeSockets.js';
import { numberOf } from './nodeStreams.js';

describe.each([
  ['TCP', connected],
  ['UNIX', openPair],
] as const)('detach() of a %s socket to a net.Socket', (_kind, make) => {
  test.each([true, false])('that blocks: %s', async (blocking) => {
    const [ours, detached] = make();
    detached.setblocking(blocking);
    const socket = new net.Socket({ fd: detached.detach() });
    ours.send(Buffer.from('to Node'));
    expect(String((await once(socket, 'data'))[0])).toBe('to Node');
    socket.end('from Node');
    await once(socket, 'finish');
    ours.settimeout(null);
    expect(ours.recv(100).toString()).toBe('from Node');
    expect(ours.recv(100)).toHaveLength(0);
    ours.close();
    await once(socket, 'close');
  });
});

test('what was received before detach() can be put back', async () => {
  const [ours, detached] = openPair();
  ours.send(Buffer.from('first second'));
  const first = detached.recv(6);
  const socket = new net.Socket({ fd: detached.detach() });
  socket.unshift(first);
  ours.close();
  expect(await text(socket)).toBe('first second');
});

describe.each(backends)('$name', (backend) => {
  test('a socket is unregistered before detach(), or after', async () => {
    const s = opened(backend);
    for (const order of ['before', 'after']) {
      const [ours, detached] = openPair();
      const key = s.register(detached, EVENT_READ);
      if (order === 'before') s.unregister(detached);
      const socket = new net.Socket({ fd: detached.detach() });
      if (order === 'after') expect(s.unregister(detached)).toBe(key);
      ours.send(Buffer.from('x'));
      expect(s.select(0)).toEqual([]);
      s.register(socket, EVENT_READ);
      expect(s.select(0)).toHaveLength(1);
      expect(String((await once(socket, 'data'))[0])).toBe('x');
      s.unregister(socket);
      socket.destroy();
    }
  });
});

test('a listening socket of ours becomes a net.Server', async () => {
  const listener = ourServer();
  const address = listener.getsockname() as [string, number];
  const client = connectTo(address);
  const server = closing(net.createServer((connection) => connection.end('from Node')));
  server.listen({ fd: listener.detach() });
  await once(server, 'connection');
  expect(server.address()).toMatchObject({ port: address[1] });
  client.settimeout(null);
  expect(client.recv(100).toString()).toBe('from Node');
});

test('a datagram socket of ours becomes a dgram.Socket', async () => {
  const ours = datagramSocket();
  const address = ours.getsockname();
  const socket = closing(createSocket('udp4'));
  const message = once(socket, 'message');
  socket.bind({ fd: ours.detach() });
  openSocket(AF_INET, SOCK_DGRAM).sendto(Buffer.from('abc'), address);
  expect(String((await message)[0])).toBe('abc');
});

test('a duplicate of a net.Server goes on listening when that is closed', async () => {
  const server = net.createServer(() => {
    throw new Error('Node has accepted');
  });
  const address = (await listening(server)) as [string, number];
  connectTo(address);
  const listener = closing(fromfd(numberOf(server), AF_INET, SOCK_STREAM));
  server.close();
  await once(server, 'close');
  connectTo(address);
  listener.setblocking(false);
  closing(listener.accept()[0]);
  closing(listener.accept()[0]);
  expect(listener.tryAccept()).toBeNull();
});

test('of a UNIX socket the path is gone then', async () => {
  const path = temporaryPath();
  const server = net.createServer();
  await listening(server, path);
  closing(fromfd(numberOf(server), AF_UNIX, SOCK_STREAM));
  server.close();
  expect(existsSync(path)).toBe(false);
});

test('a connection of ours is served by an http.Server', async () => {
  const [ours, detached] = connected();
  const server = http.createServer((request, response) => response.end(`you want ${request.url}`));
  server.emit('connection', new net.Socket({ fd: detached.detach() }));
  const client = new net.Socket({ fd: ours.detach() });
  client.write('GET /this HTTP/1.0\r\n\r\n');
  expect(await text(client)).toMatch(/you want \/this$/);
});
