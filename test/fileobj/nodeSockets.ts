/**
 * Node's sockets and servers.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { Worker } from 'node:worker_threads';
import { EVENT_READ, EVENT_WRITE } from 'selectors-ts';
import { AF_INET, AF_UNIX, SOCK_DGRAM } from 'selectors-ts/socket';
import { onTestFinished } from 'vitest';
import { closing, openSocket, temporaryPath } from '../support/sockets.js';
import type { NodeObject, NodeObjects } from './nodeObject.js';

type Address = [string, number] | string;

/** With its address in the shape that our sockets take. */
export async function listening(server: net.Server, path?: string): Promise<Address> {
  closing(server);
  server.listen(path ?? { port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  return path ?? ['127.0.0.1', (server.address() as net.AddressInfo).port];
}

export function connectTo(address: Address) {
  const socket = openSocket(typeof address === 'string' ? AF_UNIX : AF_INET);
  socket.connect(address);
  return socket;
}

/** The next that comes of a socket. */
export async function data(socket: net.Socket): Promise<string> {
  const [chunk] = await once(socket, 'data');
  socket.destroy();
  return String(chunk);
}

async function server(path?: string): Promise<NodeObject> {
  const server = net.createServer();
  const address = await listening(server, path);
  return {
    fileobj: server,
    events: EVENT_READ,
    quiet: 0,
    arouse: () => connectTo(address).send(Buffer.from('x')),
    ready: EVENT_READ,
    async nodesTurn() {
      const [connection] = await once(server, 'connection');
      return await data(connection);
    },
  };
}

async function httpServer(): Promise<NodeObject> {
  const server = http.createServer((_request, response) => response.end());
  const address = await listening(server);
  return {
    fileobj: server,
    events: EVENT_READ,
    quiet: 0,
    arouse: () => connectTo(address).send(Buffer.from('GET /x HTTP/1.0\r\n\r\n')),
    ready: EVENT_READ,
    async nodesTurn() {
      const [request] = await once(server, 'request');
      return request.url.slice(1);
    },
  };
}

function connection(socket: net.Socket, arouse: () => void): NodeObject {
  onTestFinished(() => void socket.destroy());
  return {
    fileobj: socket,
    events: EVENT_READ | EVENT_WRITE,
    quiet: EVENT_WRITE,
    arouse,
    ready: EVENT_READ | EVENT_WRITE,
    nodesTurn: () => data(socket),
  };
}

/** The end that Node's server accepted; the other one is ours. */
async function accepted(path?: string): Promise<NodeObject> {
  const server = net.createServer();
  const peer = connectTo(await listening(server, path));
  const [socket] = await once(server, 'connection');
  return connection(socket, () => peer.send(Buffer.from('x')));
}

/** The end that Node connected. */
async function connected(path?: string): Promise<NodeObject> {
  const server = net.createServer();
  const address = await listening(server, path);
  const socket =
    typeof address === 'string' ? net.connect(address) : net.connect(address[1], address[0]);
  const [[peer]] = await Promise.all([once(server, 'connection'), once(socket, 'connect')]);
  return connection(socket, () => peer.write('x'));
}

const credential = (kind: 'key' | 'crt') =>
  readFileSync(new URL(`fixtures/localhost.${kind}`, import.meta.url), 'utf8');

/** In a thread of its own: writing, a TLSSocket needs a turn of its loop. */
function tlsServer(): Worker {
  const source = `
    const { parentPort, workerData } = require('node:worker_threads');
    const server = require('node:tls').createServer(workerData, (socket) => {
      socket.write('first');
      parentPort.once('message', () => socket.write('x'));
    });
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;
  const workerData = { key: credential('key'), cert: credential('crt') };
  const worker = new Worker(source, { eval: true, workerData });
  onTestFinished(() => worker.terminate().then());
  return worker;
}

async function secure(): Promise<NodeObject> {
  const server = tlsServer();
  const [port] = await once(server, 'message');
  const socket = tls.connect({ port, ca: credential('crt') });
  // What TLS has to say for itself, such as session tickets, comes before this.
  await once(socket, 'data');
  return {
    ...connection(socket, () => server.postMessage('go')),
    events: EVENT_READ,
    quiet: 0,
    ready: EVENT_READ,
  };
}

async function datagram(): Promise<NodeObject> {
  const socket = closing(createSocket('udp4'));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  return {
    fileobj: socket,
    events: EVENT_READ | EVENT_WRITE,
    quiet: EVENT_WRITE,
    arouse: () => openSocket(AF_INET, SOCK_DGRAM).sendto(Buffer.from('x'), ['127.0.0.1', port]),
    ready: EVENT_READ | EVENT_WRITE,
    async nodesTurn() {
      const [message] = await once(socket, 'message');
      return String(message);
    },
  };
}

export const nodeSockets: NodeObjects = {
  'net.Server': server,
  'net.Server of a UNIX socket': () => server(temporaryPath()),
  'http.Server': httpServer,
  'net.Socket that a server accepted': accepted,
  'net.Socket that connected': connected,
  'net.Socket, UNIX, that a server accepted': () => accepted(temporaryPath()),
  'net.Socket, UNIX, that connected': () => connected(temporaryPath()),
  'tls.TLSSocket': secure,
  'dgram.Socket': datagram,
};
