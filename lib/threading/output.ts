/**
 * Writes what a thread prints at once. Node's own workers hand their output to the thread that started them, which
 * cannot print while it is blocked; if the process ends first, the output is lost.
 */
import { Console } from 'node:console';
import { fstatSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { POLLOUT } from '../select/index.js';
import { pollOne, toWholeMs, wait } from '../wait/index.js';

const STDOUT = 1;
const STDERR = 2;

/** Puts this thread's `process.stdout` and `process.stderr`, and so `console`, over the descriptors. */
export function writeOutputAtOnce(): void {
  replace('stdout', STDOUT);
  replace('stderr', STDERR);
  // `console` keeps the streams that it printed to first.
  Reflect.set(console, '_stdout', process.stdout);
  Reflect.set(console, '_stderr', process.stderr);
  // Bun's `console` does not use the streams.
  if (process.versions.bun !== undefined) {
    globalThis.console = new Console(process.stdout, process.stderr);
  }
}

/** Writes to the standard error stream; a failure is ignored. */
export function report(text: string): void {
  try {
    writeAll(STDERR, Buffer.from(text));
  } catch {
    // There is nowhere left to say so.
  }
}

function replace(name: 'stdout' | 'stderr', fd: number): void {
  const stream = new Writable({
    decodeStrings: true,
    write(chunk: Buffer, _encoding, callback) {
      try {
        writeAll(fd, chunk);
        callback();
      } catch (error) {
        callback(error as Error);
      }
    },
  });
  const value = Object.assign(stream, { fd, isTTY: isatty(fd) });
  answerNode(value, process[name]);
  Object.defineProperty(process, name, { value, configurable: true, enumerable: true });
}

/**
 * Output from before, such as that of a preload, went to the thread that has started this one. Node delivers the
 * acknowledgement to the new stream, by methods whose names are symbols of Node's.
 */
function answerNode(stream: Writable, before: Writable): void {
  const prototype = Object.getPrototypeOf(before);
  for (const symbol of Object.getOwnPropertySymbols(prototype)) {
    const method = Reflect.get(prototype, symbol, before);
    if (typeof method !== 'function' || symbol in stream) continue;
    Object.defineProperty(stream, symbol, { value: () => method.call(before) });
  }
}

/**
 * How many bytes a pipe or socket takes without blocking when poll(2) calls it writable: PIPE_BUF. A thread
 * blocked in write(2) could not be stopped when the program ends, and would keep the Gil.
 */
const LONGEST_WRITE = 4096;

function writeAll(fd: number, chunk: Buffer): void {
  const longest = fstatSync(fd).isFile() ? chunk.length : LONGEST_WRITE;
  for (let written = 0; written < chunk.length; ) {
    waitUntilWritable(fd);
    try {
      written += writeSync(fd, chunk, written, Math.min(longest, chunk.length - written));
    } catch (error) {
      // The main thread has made the pipe non-blocking for all threads, and another thread may have filled it.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

function waitUntilWritable(fd: number): void {
  const call = (timeoutMs: number) => {
    const ready = pollOne(fd, POLLOUT, toWholeMs(timeoutMs));
    return ready === -constants.errno.EAGAIN ? 0 : ready;
  };
  // The first call only looks, so that the Gil is given up only if there is something to wait for.
  if (wait(call, 0) === 0) wait(call, Number.POSITIVE_INFINITY);
}
