/**
 * Memory for what is received: recv(2), recvfrom(2).
 *
 * Small receives share one scratch buffer and take away a copy of what has come: clearing and
 * collecting a fresh buffer of the size asked for costs more than the system call.
 */
import { constants } from 'node:buffer';
import { addon } from '../addon/index.js';
import { checkedBytes, checkedInteger, INT_MAX } from '../arguments/index.js';
import { BlockingIOError, OverflowError, ValueError } from '../errors/index.js';
import { nowMs } from '../wait/index.js';

const scratch: Buffer = Buffer.allocUnsafeSlow(64 * 1024);
const nothing = Buffer.alloc(0);

/** The memory of the last receive. */
let target = scratch;

/**
 * Memory for `size` bytes, or for as many as can come. A stream says how many are there; less may
 * be received at any time. A datagram that does not fit is cut off, so it gets all it may take:
 * pages that are not written to cost nothing.
 */
function roomFor(fd: number, size: number, isStream: boolean): Buffer {
  if (size <= scratch.length) return size === 0 ? nothing : scratch;
  const wanted = isStream ? Math.min(size, addon.available(fd)) : size;
  return wanted <= scratch.length ? scratch : allocate(wanted);
}

function allocate(size: number): Buffer {
  try {
    return Buffer.allocUnsafeSlow(size);
  } catch (cause) {
    throw new OverflowError(`no memory for ${size} bytes`, { cause });
  }
}

/** Receives at most `size` bytes. `received()` returns them. */
export function receive(fd: number, size: number, flags: number, isStream: boolean): number {
  target = roomFor(fd, size, isStream);
  return addon.receive(fd, Math.min(size, target.length), flags, target);
}

/** The same with the sender's address. */
export function receiveFrom(
  fd: number,
  size: number,
  flags: number,
  isStream: boolean,
  sender: Uint8Array,
): number {
  target = roomFor(fd, size, isStream);
  return addon.receiveFrom(fd, target, Math.min(size, target.length), flags, sender);
}

/**
 * The bytes of the last receive, in memory of their own.
 *
 * @param count - as the system call said; with MSG_TRUNC that may be more than was asked for
 */
export function received(count: number, size: number): Buffer {
  const filled = Math.min(count, size);
  if (target === scratch) {
    const copy = Buffer.allocUnsafe(filled);
    scratch.copy(copy, 0, 0, filled);
    return copy;
  }
  const data = target.subarray(0, filled);
  const mostlyFilled = filled > target.length / 2;
  target = scratch;
  return mostlyFilled ? data : Buffer.from(data);
}

const largestSize = Math.min(INT_MAX, constants.MAX_LENGTH);

/**
 * @throws TypeError unless an integer
 * @throws ValueError below 0
 * @throws OverflowError for more than one system call or one Buffer can take
 */
export function checkSize(size: unknown, call: string): void {
  if (typeof size === 'number' && size < 0) throw new ValueError(`negative buffersize in ${call}`);
  checkedInteger(size, 'bufsize', 0, largestSize);
}

/**
 * @param nbytes - 0 for the whole buffer
 * @throws TypeError for anything but a typed array or DataView and an integer
 * @throws ValueError below 0 and beyond the buffer's end
 */
export function checkedBuffer(buffer: unknown, nbytes: unknown, call: string): Uint8Array {
  const bytes = checkedBytes(buffer, 'buffer');
  if (nbytes !== 0) checkCount(nbytes, bytes, call);
  return bytes;
}

function checkCount(nbytes: unknown, bytes: Uint8Array, call: string): void {
  if (typeof nbytes === 'number' && nbytes < 0) {
    throw new ValueError(`negative buffersize in ${call}`);
  }
  if (checkedInteger(nbytes, 'nbytes', 0, INT_MAX) > bytes.byteLength) {
    throw new ValueError('buffer too small for requested bytes');
  }
}

/**
 * Receives until there are `size` bytes, the peer has sent its last, or time is up for one that has
 * received some: MSG_WAITALL, which the kernel does not heed on non-blocking sockets.
 *
 * @param limitMs - for all of it
 * @param receiveSome - receives at most as many bytes as are missing; 0 are the end
 */
export function receiveAll(
  size: number,
  limitMs: number,
  receiveSome: (offset: number, leftMs: number) => number,
): number {
  const deadlineMs = nowMs() + limitMs;
  let count = 0;
  let more: number;
  do {
    try {
      more = receiveSome(count, Math.max(0, deadlineMs - nowMs()));
    } catch (error) {
      if (count > 0 && error instanceof BlockingIOError) break;
      throw error;
    }
    count += more;
  } while (more > 0 && count < size);
  return count;
}
