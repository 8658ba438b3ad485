/** Node's objects that have no descriptor: not yet, no more, or never. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createReadStream, createWriteStream, watch } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import * as http from 'node:http';
import * as net from 'node:net';
import { createInterface } from 'node:readline';
import { Duplex, PassThrough } from 'node:stream';
import * as tls from 'node:tls';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createGzip } from 'node:zlib';
import { EVENT_READ, type FileObject, ValueError } from 'selectors-ts';
import { describe, expect, onTestFinished, test } from 'vitest';
import { backends } from '../conformance/backends.js';
import { opened } from '../conformance/opened.js';
import { runFixture } from '../support/fixture.js';
import { closing } from '../support/sockets.js';
import { listening } from './nodeSockets.js';
import { watchers } from './watchers.js';

/** Made and brought to an end. */
async function ended<T extends NodeJS.EventEmitter>(object: T, end: (object: T) => void) {
  const closed = once(object, 'close');
  end(object);
  await closed;
  return object;
}

async function listeningServer(): Promise<net.Server> {
  const server = net.createServer();
  await listening(server);
  return server;
}

async function connectedSocket(): Promise<net.Socket> {
  const server = net.createServer((peer) => peer.unref());
  const [host, port] = (await listening(server)) as [string, number];
  const socket = net.connect(port, host);
  await once(socket, 'connect');
  return socket;
}

async function endedChild() {
  const child = spawn('true');
  await once(child, 'close');
  return child;
}

const withoutOne: Record<string, () => FileObject | Promise<FileObject>> = {
  'a net.Server before listen()': () => net.createServer(),
  'an http.Server before listen()': () => http.createServer(),
  'a closed net.Server': async () => ended(await listeningServer(), (server) => server.close()),
  'a net.Socket before connect()': () => new net.Socket(),
  'a net.Socket that is about to connect': () => {
    const socket = net.connect(1, '127.0.0.1').on('error', () => {});
    onTestFinished(() => void socket.destroy());
    return socket;
  },
  'a destroyed net.Socket': async () => (await connectedSocket()).destroy(),
  'a dgram.Socket before bind()': () => closing(createSocket('udp4')),
  'a closed dgram.Socket': () => ended(createSocket('udp4').bind(), (socket) => socket.close()),
  'a TLSSocket over no socket': () =>
    tls.connect({ socket: new PassThrough() }).on('error', () => {}),
  'a closed FileHandle': async () => {
    const handle = await open('/dev/null');
    await handle.close();
    return handle;
  },
  'a fs.ReadStream that is being opened': () => createReadStream('/dev/null').resume(),
  'a closed fs.ReadStream': () =>
    ended(createReadStream('/dev/null'), (stream) => stream.destroy()),
  'a closed fs.WriteStream': () => ended(createWriteStream('/dev/null'), (stream) => stream.end()),
  'the stdin of a child that has ended': async () => (await endedChild()).stdin,
  'the stdout of a child that has ended': async () => (await endedChild()).stdout,
};

describe.each(watchers)('%s refuses', (_name, watch) => {
  test.each(Object.entries(withoutOne))('%s', async (_what, make) => {
    const fileobj = await make();
    const warnings: Error[] = [];
    const warn = (warning: Error) => warnings.push(warning);
    process.on('warning', warn);
    expect(() => watch(fileobj, EVENT_READ)).toThrow(ValueError);
    await new Promise(setImmediate);
    process.off('warning', warn);
    expect(warnings).toEqual([]);
  });
});

const never: Record<string, () => unknown> = {
  MessagePort: () => closing(new MessageChannel().port1),
  Worker: () => endedWorker(),
  "a worker's stdout": async () => (await endedWorker()).stdout,
  ChildProcess: () => spawn('true'),
  'http.ClientRequest': () => http.request({ port: 1 }).on('error', () => {}),
  FSWatcher: () => closing(watch('.')),
  'fs.Dir': async () => {
    const dir = await opendir('.');
    onTestFinished(() => dir.close());
    return dir;
  },
  'a zlib stream': () => createGzip(),
  'readline.Interface': () => closing(createInterface({ input: new PassThrough() })),
  'a stream of one': () => new Duplex(),
  Blob: () => new Blob([]),
  Response: () => new Response(''),
  AbortSignal: () => AbortSignal.abort(),
};

async function endedWorker() {
  const worker = new Worker('', { eval: true, stdout: true });
  await once(worker, 'exit');
  return worker;
}

/** Only the selectors follow Python in making everything a ValueError. */
describe.each(watchers)('%s refuses', (name, watch) => {
  test.each(Object.entries(never))('%s', async (_what, make) => {
    const fileobj = (await make()) as FileObject;
    const expected = name.includes('Selector') ? ValueError : TypeError;
    expect(() => watch(fileobj, EVENT_READ)).toThrow(expected);
  });
});

describe.each(backends)('$name', (backend) => {
  test('unregisters what Node has closed', async () => {
    const s = opened(backend);
    const socket = await connectedSocket();
    const key = s.register(socket, EVENT_READ);
    socket.destroy();
    expect(s.getKey(socket)).toBe(key);
    expect(s.unregister(socket)).toBe(key);
    expect(s.select(0)).toEqual([]);
  });
});

test("a worker's process.stdin, process.stdout and process.stderr are refused", async () => {
  const { stdout } = await runFixture('test/fileobj/fixtures/workerStdio.mjs');
  expect(stdout).toBe('ValueError\n'.repeat(3));
});

test.each([
  ['SCHED_RR', 'ValueError'],
  ['SCHED_NONE', 'registered'],
])("a cluster worker's net.Server under %s: %s", async (policy, outcome) => {
  const { stdout } = await runFixture('test/fileobj/fixtures/clusterServer.mjs', [policy]);
  expect(stdout).toBe(`${outcome}\n`);
});
