/** Faults to make on purpose, by which a soak proves that it finds them. */
import { openSync } from 'node:fs';
import { Epoll } from 'selectors-ts/select';
import { Socket } from 'selectors-ts/socket';
import { Event, Thread } from 'selectors-ts/threading';

export const FAULTS = {
  socket: 'a server opens a socket in one connection of ten, and keeps it',
  buffer: 'a server keeps 16 KiB of each connection',
  object: 'a server keeps an array of each connection',
  epoll: 'each round keeps an epoll descriptor (elsewhere than on Linux, an open file)',
  thread: 'each round leaves a thread behind',
  changed: 'a server changes a byte in one connection of ten',
  lost: 'a server leaves out a byte in one connection of ten',
} as const;

export type Fault = keyof typeof FAULTS;

const KEPT_BYTES = 16 * 1024;

/** What is never given back. */
const kept: unknown[] = [];

export function failAtConnection(faults: readonly Fault[], number: number): void {
  if (faults.includes('socket') && number % 10 === 0) kept.push(new Socket());
  if (faults.includes('buffer')) kept.push(Buffer.alloc(KEPT_BYTES));
  if (faults.includes('object')) kept.push(new Array(KEPT_BYTES / 8).fill(number));
}

/** @returns the bytes to send back in place of those */
export function failAtBytes(faults: readonly Fault[], number: number, bytes: Buffer): Buffer {
  if (number % 10 !== 0) return bytes;
  if (faults.includes('changed')) bytes[0]! ^= 1;
  return faults.includes('lost') ? bytes.subarray(1) : bytes;
}

export function failAtRound(faults: readonly Fault[]): void {
  if (faults.includes('epoll'))
    kept.push(Epoll.isAvailable ? new Epoll() : openSync('/dev/null', 'r'));
  if (!faults.includes('thread')) return;
  const never = new Event();
  const target = (event: Event) => void event.wait();
  new Thread({ target, args: [never], gil: null, daemon: true }).start();
}
