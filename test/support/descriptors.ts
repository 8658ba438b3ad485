/**
 * Descriptors that Node alone cannot make, each closed when the test that asked for it ends.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Socket, socketpair } from 'selectors-ts/socket';
import { onTestFinished } from 'vitest';

/** A file object of its own kind; it reports -1 once closed, as Python's sockets do. */
export class Descriptor {
  #fd: number;

  constructor(fd: number) {
    this.#fd = fd;
    onTestFinished(() => this.close());
  }

  fileno(): number {
    return this.#fd;
  }

  close(): void {
    if (this.#fd >= 0) closeSync(this.#fd);
    this.#fd = -1;
  }

  write(data: string): number {
    return writeSync(this.#fd, data);
  }

  read(size: number): string {
    const buffer = Buffer.alloc(size);
    return buffer.toString('latin1', 0, readSync(this.#fd, buffer));
  }
}

export function makeSocketpair(): [Socket, Socket] {
  const [left, right] = socketpair();
  onTestFinished(() => {
    left.close();
    right.close();
  });
  return [left, right];
}

/** Pipes, non-blocking at both ends: FIFOs whose names are gone. For those who have `hasPipes`. */
export function makePipes(count: number): Array<[reader: Descriptor, writer: Descriptor]> {
  const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
  const paths = Array.from({ length: count }, (_, index) => join(folder, `${index}`));
  execFileSync('mkfifo', paths);
  const pipes = paths.map((path): [Descriptor, Descriptor] => [
    new Descriptor(openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)),
    new Descriptor(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)),
  ]);
  rmSync(folder, { recursive: true });
  return pipes;
}

export function makePipe(): [reader: Descriptor, writer: Descriptor] {
  return makePipes(1)[0] as [Descriptor, Descriptor];
}

/** This very file, which epoll refuses to watch. For those who have `hasFileDescriptors`. */
export function openRegularFile(): Descriptor {
  return new Descriptor(openSync(new URL(import.meta.url), 'r'));
}

/** A number that named an open socket a moment ago. */
export function closedNumber(): number {
  const socket = new Socket();
  const fd = socket.fileno();
  socket.close();
  return fd;
}

/** Opens files until one has this number: for those who have `hasDenseNumbers`. */
export function fillUpTo(fd: number): void {
  while (new Descriptor(openSync('/dev/null', 'r')).fileno() < fd);
}

/**
 * Opens pairs until these numbers, closed before, name open sockets again: for those who have
 * `hasDenseNumbers`.
 *
 * @returns the sockets that have them, in the same order
 */
export function reuseNumbers(...numbers: number[]): Socket[] {
  const sockets: Socket[] = [];
  const found = () => numbers.map((fd) => sockets.find((socket) => socket.fileno() === fd));
  while (found().includes(undefined)) {
    const pair = makeSocketpair();
    if (pair[0].fileno() > Math.max(...numbers) && pair[1].fileno() > Math.max(...numbers)) {
      throw new Error(`somebody else has ${numbers} already`);
    }
    sockets.push(...pair);
  }
  return found() as Socket[];
}

/**
 * Has another process hold a duplicate, so that closing the descriptor does not close the file: for
 * those who have `hasFileDescriptors`.
 */
export function keepAlive(fd: number): void {
  const holder = spawn('cat', { stdio: ['pipe', 'ignore', 'inherit', fd] });
  onTestFinished(async () => {
    holder.stdin?.end();
    if (holder.exitCode === null) await once(holder, 'exit');
  });
}
