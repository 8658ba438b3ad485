/**
 * Messages over a stream, as CPython's `multiprocessing.connection` frames them: a signed 32-bit
 * length in network order, or -1 and a 64-bit length.
 */
import { constants } from 'node:buffer';
import { constants as os, totalmem } from 'node:os';
import { EOFError, OSError } from '../errors/index.js';
import type { Socket } from '../socket/index.js';
import { requireStack } from '../wait/index.js';

const LONGEST_SHORT = 0x7fffffff;
/** Up to here a copy into one send is cheaper than a second send. */
const LONGEST_JOINED = 16_384;
/** The most bytes that one system call takes. */
const LONGEST_SEND = 2 ** 30;

/** @throws OSError if the peer is gone */
export function sendMessage(socket: Socket, message: Uint8Array): void {
  const header = headerOf(message.length);
  if (message.length <= LONGEST_JOINED) {
    socket.sendall(Buffer.concat([header, message]));
    return;
  }
  socket.sendall(header);
  for (let start = 0; start < message.length; start += LONGEST_SEND) {
    socket.sendall(message.subarray(start, start + LONGEST_SEND));
  }
}

function headerOf(length: number): Buffer {
  if (length <= LONGEST_SHORT) {
    const header = Buffer.allocUnsafe(4);
    header.writeInt32BE(length);
    return header;
  }
  const header = Buffer.allocUnsafe(12);
  header.writeInt32BE(-1);
  header.writeBigUInt64BE(BigInt(length), 4);
  return header;
}

const header = Buffer.alloc(8);

/**
 * The length of the next message.
 *
 * @throws EOFError at the end
 * @throws OSError for an end within it
 */
export function receiveLength(socket: Socket): number {
  // For the message, too. (Sending all sees to it by itself.)
  requireStack();
  receiveAll(socket, header.subarray(0, 4));
  const length = header.readInt32BE();
  if (length !== -1) return length;
  receiveAll(socket, header);
  return Number(header.readBigUInt64BE());
}

/** Receives the message into memory of its own. Null, with nothing received, if that memory cannot be had. */
export function receiveMessage(socket: Socket, length: number): Buffer | null {
  const message = memoryFor(length);
  if (message !== null) receiveAll(socket, message);
  return message;
}

/**
 * A length is whatever the peer has written. Node 22 and later have no limit of their own, and some
 * systems promise more memory than there is.
 */
function memoryFor(length: number): Buffer | null {
  if (length < 0 || length > constants.MAX_LENGTH) return null;
  if (length > LONGEST_SHORT && length > totalmem()) return null;
  try {
    return Buffer.allocUnsafeSlow(length);
  } catch {
    return null;
  }
}

/** Fills the memory. */
export function receiveAll(socket: Socket, into: Uint8Array): void {
  let count = 0;
  while (count < into.length) {
    const more = socket.recvInto(into.subarray(count, count + LONGEST_SEND));
    if (more === 0) throw endedAfter(count);
    count += more;
  }
}

function endedAfter(count: number): Error {
  if (count === 0) return new EOFError('the connection has come to its end');
  const fields = { code: 'EBADMSG', errno: -os.errno.EBADMSG, syscall: 'recv' };
  return new OSError('got end of file during message', fields);
}
