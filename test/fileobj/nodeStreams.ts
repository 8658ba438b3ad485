/**
 * Node's other streams: files and a child's stdio.
 */
import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, createReadStream, createWriteStream, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { EVENT_READ, EVENT_WRITE, type FileObject, PollSelector } from 'selectors-ts';
import { onTestFinished } from 'vitest';
import { Descriptor } from '../support/descriptors.js';
import { temporaryPath } from '../support/sockets.js';
import type { NodeObject, NodeObjects } from './nodeObject.js';

const { O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;

export function makeFifo(): string {
  const path = temporaryPath('fifo');
  execFileSync('mkfifo', [path]);
  return path;
}

const descriptor = (path: string, flags: number | 'r+') => new Descriptor(openSync(path, flags));

async function fileHandle(): Promise<NodeObject> {
  const path = makeFifo();
  const handle = await open(path, O_RDONLY | O_NONBLOCK);
  onTestFinished(() => handle.close());
  const writer = descriptor(path, O_WRONLY | O_NONBLOCK);
  return {
    fileobj: handle,
    events: EVENT_READ,
    quiet: 0,
    arouse: () => writer.write('x'),
    ready: EVENT_READ,
    async nodesTurn() {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(10));
      return buffer.toString('latin1', 0, bytesRead);
    },
  };
}

async function readStream(): Promise<NodeObject> {
  const path = makeFifo();
  const writer = descriptor(path, 'r+');
  const stream = createReadStream(path);
  await once(stream, 'open');
  return {
    fileobj: stream,
    events: EVENT_READ,
    quiet: 0,
    arouse: () => writer.write('x'),
    ready: EVENT_READ,
    nodesTurn() {
      writer.close();
      return text(stream);
    },
  };
}

async function writeStream(): Promise<NodeObject> {
  const path = makeFifo();
  const reader = descriptor(path, O_RDONLY | O_NONBLOCK);
  const stream = createWriteStream(path);
  await once(stream, 'open');
  const full = fill(descriptor(path, O_WRONLY | O_NONBLOCK).fileno());
  return {
    fileobj: stream,
    events: EVENT_WRITE,
    quiet: 0,
    arouse: () => reader.read(full),
    ready: EVENT_WRITE,
    async nodesTurn() {
      stream.end('x');
      await once(stream, 'close');
      return reader.read(10);
    },
  };
}

/** Writes until there is no more room; returns how many bytes went. */
function fill(fd: number): number {
  const block = Buffer.alloc(4096);
  for (let count = 0; ; ) {
    try {
      count += writeSync(fd, block);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return count;
      throw error;
    }
  }
}

/** Its number, by the public way to it. */
export function numberOf(fileobj: FileObject): number {
  return new PollSelector().register(fileobj, EVENT_READ).fd;
}

/** A child reads what it is sent when told to, which makes room in its stdin. */
async function childStdin(): Promise<NodeObject> {
  const child = spawn('sh', ['-c', 'read go <&3; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
  }) as ChildProcessByStdio<Writable, Readable, null>;
  const go = child.stdio[3] as Readable;
  fill(numberOf(child.stdin));
  return {
    fileobj: child.stdin,
    events: EVENT_WRITE,
    quiet: 0,
    arouse: () => writeSync(numberOf(go), 'go\n'),
    ready: EVENT_WRITE,
    async nodesTurn() {
      child.stdin.end('x');
      return (await text(child.stdout)).replaceAll('\0', '');
    },
  };
}

/** A child says what it hears. */
async function childOutput(name: 'stdout' | 'stderr'): Promise<NodeObject> {
  const child = spawn('sh', ['-c', name === 'stdout' ? 'exec cat' : 'exec cat >&2']);
  return {
    fileobj: child[name],
    events: EVENT_READ,
    quiet: 0,
    arouse: () => writeSync(numberOf(child.stdin), 'x'),
    ready: EVENT_READ,
    nodesTurn() {
      child.stdin.end();
      return text(child[name]);
    },
  };
}

export const nodeStreams: NodeObjects = {
  FileHandle: fileHandle,
  'fs.ReadStream': readStream,
  'fs.WriteStream': writeStream,
  "a child's stdin": childStdin,
  "a child's stdout": () => childOutput('stdout'),
  "a child's stderr": () => childOutput('stderr'),
};
