/**
 * One end of a pipe of messages: CPython's Lib/multiprocessing/connection.py.
 */
import { constants } from 'node:os';
import { deserialize } from 'node:v8';
import { checkedBoolean, checkedBytes, checkedInteger, INT_MAX } from '../arguments/index.js';
import { BufferTooShort, OSError, ValueError } from '../errors/index.js';
import { carry, cloned, objectsIn } from '../marshal/index.js';
import { carried, Opaque, TEXT } from '../opaque/index.js';
import { giveAway, Socket } from '../socket/index.js';
import { timeoutMsFromSeconds } from '../wait/index.js';
import { receiveAll, receiveLength, receiveMessage, sendMessage } from './framing.js';
import { refuse } from './refusal.js';
import { isReadable } from './waiting.js';

const CARRIED = carried('Connection');

/**
 * Sends and receives objects, which are cloned, and bytes. Python's
 * `multiprocessing.connection.Connection`. `Pipe()` makes them; in the `args` of a `Process` they
 * reach the child, whose own they are there.
 *
 * All methods throw an `OSError` once it is closed, and when the system call fails: a `BrokenPipeError`
 * or `ConnectionResetError` when the other end is gone.
 */
export class Connection extends Opaque {
  readonly #socket: Socket;
  #readable: boolean;
  readonly #writable: boolean;

  /** @internal */
  constructor(handle: Socket, readable?: boolean, writable?: boolean);
  /**
   * @param handle - the descriptor of a stream socket, which this object takes over
   * @throws ValueError for a negative handle, and for an end that neither receives nor sends
   * @throws OSError unless a socket
   */
  constructor(handle: number, readable?: boolean, writable?: boolean);
  constructor(handle: number | Socket, readable = true, writable = true) {
    super(CARRIED);
    checkedBoolean(readable, 'readable');
    checkedBoolean(writable, 'writable');
    if (typeof handle === 'number' && handle < 0) throw new ValueError('invalid handle');
    if (!readable && !writable) {
      throw new ValueError('at least one of `readable` and `writable` must be True');
    }
    this.#socket =
      handle instanceof Socket ? handle : new Socket(-1, -1, -1, checkedHandle(handle));
    this.#socket.settimeout(null);
    this.#readable = readable;
    this.#writable = writable;
  }

  static {
    carry<Connection>({
      tag: 'Connection',
      module: 'multiprocessing',
      owns: (object) => object instanceof Connection,
      pack: (connection) => {
        connection.#requireOpen();
        const { readable, writable } = connection;
        const descriptor = connection.fileno();
        const left = () => giveAway(connection.#socket);
        const isCurrent = () => connection.#socket.fileno() === descriptor;
        return { data: [descriptor, readable, writable], descriptor, isCurrent, left };
      },
      unpack: (data: [number, boolean, boolean]) => new Connection(...data),
    });
  }

  get closed(): boolean {
    return this.#socket.fileno() < 0;
  }

  get readable(): boolean {
    return this.#readable;
  }

  get writable(): boolean {
    return this.#writable;
  }

  /** The descriptor. It is readable when a message has come, and at the end. */
  fileno(): number {
    this.#requireOpen();
    return this.#socket.fileno();
  }

  /** A second call does nothing. */
  close(): void {
    this.#socket.close();
  }

  [Symbol.dispose](): void {
    void this.#socket;
    this.close();
  }

  /** @internal */
  override [TEXT](className: string): string {
    const fd = this.#socket.fileno();
    const ways = [...(this.#readable ? ['readable'] : []), ...(this.#writable ? ['writable'] : [])];
    return `<${className}${fd < 0 ? ' [closed]' : ''} fd=${fd}, ${ways.join(' and ')}>`;
  }

  /**
   * Sends a clone of an object. It waits while the other end does not receive and what has been sent
   * before fills the kernel's memory.
   *
   * @throws TypeError for what cannot be cloned; nothing is sent then
   */
  send(obj: unknown): void {
    this.#requireWritable();
    refuse(objectsIn(obj), 'the message');
    sendMessage(this.#socket, cloned(obj, 'the message'));
  }

  /**
   * Waits for an object.
   *
   * @throws EOFError when there is nothing left to receive and the other end is closed
   */
  recv<T = unknown>(): T {
    return deserialize(this.#receive(null)) as T;
  }

  /**
   * Sends bytes as one message.
   *
   * @param offset - where in the buffer it starts, in bytes
   * @param size - how many bytes; null for all from there on
   */
  sendBytes(buf: NodeJS.ArrayBufferView, offset = 0, size: number | null = null): void {
    this.#requireWritable();
    const bytes = checkedBytes(buf, 'buf');
    checkSafe(offset, 'offset');
    if (offset < 0) throw new ValueError('offset is negative');
    if (bytes.length < offset) throw new ValueError('buffer length < offset');
    if (size !== null) {
      checkSafe(size, 'size');
      if (size < 0) throw new ValueError('size is negative');
      if (offset + size > bytes.length) throw new ValueError('buffer length < offset + size');
    }
    const end = size === null ? bytes.length : offset + size;
    sendMessage(this.#socket, bytes.subarray(offset, end));
  }

  /**
   * Waits for a message of bytes.
   *
   * @param maxlength - how many bytes it may have at most; null for any number
   * @throws EOFError when there is nothing left to receive and the other end is closed
   * @throws OSError for a longer message, after which this end receives no more
   */
  recvBytes(maxlength: number | null = null): Buffer {
    this.#requireReadable();
    if (maxlength !== null) {
      checkSafe(maxlength, 'maxlength');
      if (maxlength < 0) throw new ValueError('negative maxlength');
    }
    return this.#receive(maxlength);
  }

  /**
   * Waits for a message of bytes and writes it into the caller's memory.
   *
   * @param offset - where to, in bytes
   * @returns how many bytes the message has
   * @throws BufferTooShort with the message, if there is no room for it
   * @throws EOFError when there is nothing left to receive and the other end is closed
   */
  recvBytesInto(buf: NodeJS.ArrayBufferView, offset = 0): number {
    this.#requireReadable();
    const bytes = checkedBytes(buf, 'buf');
    checkSafe(offset, 'offset');
    if (offset < 0) throw new ValueError('negative offset');
    if (offset > bytes.length) throw new ValueError('offset too large');
    const length = receiveLength(this.#socket);
    if (length < 0 || offset + length > bytes.length) {
      const message = receiveMessage(this.#socket, length) ?? this.#badLength();
      throw new BufferTooShort(`no room for a message of ${length} bytes`, message);
    }
    receiveAll(this.#socket, bytes.subarray(offset, offset + length));
    return length;
  }

  /**
   * Whether there is something to receive, or the end.
   *
   * @param timeout - how many seconds to wait for it; null for any time
   * @throws ValueError for NaN
   * @throws OverflowError for more than 24 days
   */
  poll(timeout: number | null = 0): boolean {
    this.#requireReadable();
    return isReadable(this.#socket.fileno(), Math.max(0, timeoutMsFromSeconds(timeout)));
  }

  #receive(maxlength: number | null): Buffer {
    this.#requireReadable();
    const length = receiveLength(this.#socket);
    if (maxlength !== null && length > maxlength) this.#badLength();
    return receiveMessage(this.#socket, length) ?? this.#badLength();
  }

  /** Stops receiving: after such a length, the rest of the stream cannot be read as messages. */
  #badLength(): never {
    if (this.#writable) this.#readable = false;
    else this.close();
    throw failure('bad message length', 'EMSGSIZE', 'recv');
  }

  #requireOpen(): void {
    if (this.closed) throw failure('handle is closed', 'EBADF', 'connection');
  }

  #requireReadable(): void {
    this.#requireOpen();
    if (!this.#readable) throw failure('connection is write-only', 'EBADF', 'recv');
  }

  #requireWritable(): void {
    this.#requireOpen();
    if (!this.#writable) throw failure('connection is read-only', 'EBADF', 'send');
  }
}

function checkedHandle(handle: unknown): number {
  return checkedInteger(handle, 'handle', 0, INT_MAX);
}

function checkSafe(value: unknown, name: string): void {
  checkedInteger(value, name, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

function failure(message: string, code: 'EBADF' | 'EMSGSIZE', syscall: string): OSError {
  return new OSError(message, { code, errno: -constants.errno[code], syscall });
}
