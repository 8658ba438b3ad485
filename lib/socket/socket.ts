/**
 * Sockets: socket(2), socket(7).
 */
import { addon } from '../addon/index.js';
import { checkedBoolean, checkedBytes, checkedInt } from '../arguments/index.js';
import { isOpen, track, untrack } from '../descriptor/index.js';
import { type OSError, osError } from '../errors/index.js';
import { carried, Opaque, TEXT } from '../opaque/index.js';
import { nowMs, requireStack } from '../wait/index.js';
import {
  addressText,
  decodeAddress,
  emptyAddress,
  encodeAddress,
  type SocketAddress,
  type SocketAddressLike,
} from './address.js';
import {
  ACCEPTING,
  RECEIVING,
  type Readiness,
  SENDING,
  untilDone,
  untilReady,
  wouldBlock,
} from './blocking.js';
import { connect } from './connecting.js';
import {
  AF_INET,
  AF_UNIX,
  MSG_DONTWAIT,
  MSG_ERRQUEUE,
  MSG_PEEK,
  MSG_WAITALL,
  SOCK_CLOEXEC,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOMAXCONN,
} from './constants.js';
import { socketText, timedOut } from './failure.js';
import { errno } from './kernel.js';
import { kindText } from './kindText.js';
import { getOption, type OptionValue, setOption } from './options.js';
import { adopt, create, NewDescriptor } from './origin.js';
import {
  checkedBuffer,
  checkSize,
  receive,
  receiveAll,
  received,
  receiveFrom,
} from './receiving.js';
import { BLOCKING, checkedTimeout, initialTimeout, NON_BLOCKING, type Timeout } from './timeout.js';
import { changedLimits, isNegative, isWaitLimit, limitsOf, UNLIMITED } from './waitLimits.js';

/** Flags of single calls that never wait, whatever the socket's time-out. */
const NEVER_WAITS = (MSG_DONTWAIT ?? 0) | (MSG_ERRQUEUE ?? 0);
const TYPE_FLAGS = (SOCK_NONBLOCK ?? 0) | (SOCK_CLOEXEC ?? 0);

const CARRIED = carried('Socket');

/** Where the kernel leaves a peer's address until it is decoded. */
const peer = emptyAddress();

/** Has a socket forget its descriptor, which is another thread's now, and may be anything there. */
export let giveAway: (socket: Socket) => void;

/**
 * A socket. Python's `socket.socket`.
 *
 * It is close-on-exec, raises no SIGPIPE, and blocks unless told otherwise. Differs from CPython: its
 * descriptor is non-blocking in the kernel whatever its time-out, so that every wait can be ended: by
 * a signal (see `setInterruptHook()`), and in a worker by `terminate()`.
 *
 * All methods throw an `OSError` when the system call fails, with `code` EBADF once the socket is
 * closed; those that would have to wait throw a `BlockingIOError` if the time-out is 0, and a
 * `TimeoutError` when it runs out.
 */
export class Socket extends Opaque {
  /** -1 once closed. */
  #fd: number;
  readonly #family: number;
  readonly #type: number;
  readonly #proto: number;
  #timeout: Timeout;
  #limits = UNLIMITED;

  /** @internal */
  constructor(family: number, type: number, proto: number, fileno: NewDescriptor);
  /**
   * @param family - AF_INET if left out, or AF_INET6 or AF_UNIX
   * @param type - SOCK_STREAM if left out, or SOCK_DGRAM
   * @param proto - 0 if left out, or an IPPROTO_ constant
   * @param fileno - the descriptor of a socket that this object takes over; the others, if left
   *   out, are then what the kernel says of it
   * @throws TypeError unless integers
   * @throws ValueError for a negative fileno
   */
  constructor(family?: number, type?: number, proto?: number, fileno?: number | null);
  constructor(family = -1, type = -1, proto = -1, fileno: number | NewDescriptor | null = null) {
    super(CARRIED);
    checkedInt(family, 'family');
    checkedInt(type, 'type');
    checkedInt(proto, 'proto');
    const kind = { family: AF_INET, type: SOCK_STREAM, proto: 0, fd: -1 };
    if (fileno instanceof NewDescriptor) {
      kind.fd = fileno.fd;
    } else if (fileno !== null) {
      Object.assign(kind, adopt(fileno));
      this.#limits = limitsOf(kind.fd);
    }
    if (family !== -1) kind.family = family;
    if (type !== -1) kind.type = type;
    if (proto !== -1) kind.proto = proto;

    this.#fd = kind.fd === -1 ? create(kind.family, kind.type, kind.proto) : kind.fd;
    this.#family = kind.family;
    this.#type = kind.type & ~TYPE_FLAGS;
    this.#proto = kind.proto;
    this.#timeout = kind.type & (SOCK_NONBLOCK ?? 0) ? NON_BLOCKING : initialTimeout();
    track(this, this.#fd, 'socket');
  }

  get family(): number {
    return this.#family;
  }

  /** Without SOCK_NONBLOCK and SOCK_CLOEXEC. */
  get type(): number {
    return this.#type;
  }

  get proto(): number {
    return this.#proto;
  }

  /** The descriptor; -1 once closed. */
  fileno(): number {
    return this.#fd;
  }

  /** Does nothing the second time. What has been sent still goes out. */
  close(): void {
    const fd = this.#fd;
    if (fd < 0) return;
    untrack(this);
    const outcome = addon.closeDescriptor(fd);
    this.#fd = -1;
    // BSD's way to say that the peer was first; the descriptor is closed all the same.
    if (outcome < 0 && outcome !== -errno.ECONNRESET) throw osError(outcome, `fd ${fd}`);
  }

  [Symbol.dispose](): void {
    void this.#fd;
    this.close();
  }

  /**
   * Differs from CPython: without the addresses, which it would have to ask the system for.
   *
   * @internal
   */
  override [TEXT](className: string): string {
    const state = this.#fd < 0 ? ' [closed]' : '';
    const kind = kindText(this.#family, this.#type, this.#proto);
    return `<${className}${state} fd=${this.#fd}, ${kind}>`;
  }

  static {
    giveAway = (socket) => {
      untrack(socket);
      addon.disownDescriptor(socket.#fd);
      socket.#fd = -1;
    };
  }

  /**
   * Closes this object without closing the descriptor, which is the caller's from now on. It is
   * non-blocking in the kernel if `getblocking()` is false.
   *
   * @returns the descriptor, or -1 if the socket was closed
   */
  detach(): number {
    const fd = this.#fd;
    if (fd < 0) return fd;
    requireStack();
    this.#fd = -1;
    untrack(this);
    addon.disownDescriptor(fd);
    // It fails if the descriptor was closed behind this object's back: then it is gone anyway.
    addon.setNonblocking(fd, !this.getblocking());
    return fd;
  }

  /** True unless the time-out is 0. */
  getblocking(): boolean {
    return this.#timeout.ms !== 0;
  }

  /** True is `settimeout(null)`, false `settimeout(0)`. */
  setblocking(flag: boolean): void {
    const timeout = checkedBoolean(flag, 'flag') ? BLOCKING : NON_BLOCKING;
    this.#requireOpen('fcntl');
    this.#timeout = timeout;
  }

  /** Seconds; null if it blocks for as long as it takes. */
  gettimeout(): number | null {
    return this.#timeout.seconds;
  }

  /**
   * @param timeout - how many seconds a call may wait; 0 for not at all, null for any time
   * @throws ValueError for NaN and below 0
   * @throws OverflowError for more than 24 days, poll(2)'s limit
   */
  settimeout(timeout: number | null): void {
    const checked = checkedTimeout(timeout);
    this.#requireOpen('fcntl');
    this.#timeout = checked;
  }

  /**
   * @throws TypeError unless the address is of this socket's family
   * @throws OverflowError unless the port is 0-65535
   */
  bind(address: SocketAddressLike): void {
    const encoded = encodeAddress(address, this.#family, 'bind');
    const outcome = addon.bind(this.#fd, encoded);
    if (outcome < 0) throw osError(outcome, addressText(address));
  }

  /** @param backlog - how many connections may wait to be accepted; below 0 it is 0 */
  listen(backlog: number = Math.min(SOMAXCONN, 128)): void {
    const outcome = addon.listen(this.#fd, Math.max(0, checkedInt(backlog, 'backlog')));
    if (outcome < 0) throw this.#failure(outcome);
  }

  /** Waits for a connection: its socket, with the default time-out, and its peer's address. */
  accept(): [connection: Socket, address: SocketAddress] {
    let fd = addon.accept(this.#fd, peer);
    if (fd < 0) fd = this.#settle(fd, ACCEPTING, 0, addon.accept, [peer]);
    return this.#accepted(fd);
  }

  /** As `accept()`, but never waits: null if there is no connection. */
  tryAccept(): [connection: Socket, address: SocketAddress] | null {
    const fd = addon.accept(this.#fd, peer);
    return fd < 0 ? this.#nullIfBlocked(fd) : this.#accepted(fd);
  }

  #accepted(fd: number): [Socket, SocketAddress] {
    const connection = new Socket(this.#family, this.#type, this.#proto, new NewDescriptor(fd));
    // Which the kernel may have handed on, or not (unix(7)).
    if (this.#limits !== UNLIMITED) connection.#limits = limitsOf(fd);
    return [connection, decodeAddress(peer) ?? ''];
  }

  /**
   * Connects to an address. After a time-out the connection goes on in the background.
   *
   * @throws TypeError unless the address is of this socket's family
   * @throws OverflowError unless the port is 0-65535
   * @throws BlockingIOError with `code` EINPROGRESS if the time-out is 0: the socket becomes
   *   writable when it is connected, or has failed, which SO_ERROR tells
   */
  connect(address: SocketAddressLike): void {
    const outcome = this.#connect(address);
    if (outcome === null) throw timedOut('connect', addressText(address));
    if (outcome < 0) throw osError(outcome, addressText(address), 'connect');
  }

  /**
   * As `connect()`, but returns the errno, positive as in `os.constants.errno`: 0 once connected,
   * EINPROGRESS if the time-out is 0, EAGAIN when it runs out. Look-ups still throw.
   */
  connectEx(address: SocketAddressLike): number {
    const outcome = this.#connect(address);
    return outcome === null ? errno.EAGAIN : Math.abs(outcome);
  }

  #connect(address: SocketAddressLike): number | null {
    const encoded = encodeAddress(address, this.#family, 'connect');
    const isBlocking = this.#timeout === BLOCKING;
    return connect(() => this.#fd, encoded, this.#family, this.#waitMs(SENDING), isBlocking);
  }

  /**
   * Receives at most `bufsize` bytes, or the next datagram, cut off there. Of 0 bytes there is nothing to
   * wait for, to take, or to fail. Differs from CPython: once closed it is EBADF for 0 bytes too.
   *
   * @param flags - MSG_ constants
   * @returns an empty Buffer when the peer has sent its last
   * @throws ValueError for a negative bufsize
   */
  recv(bufsize: number, flags = 0): Buffer {
    checkSize(bufsize, 'recv');
    checkFlags(flags);
    if (flags !== 0 && this.#waitsForAll(flags)) return this.#receiveAll(bufsize, flags);
    let count = receive(this.#fd, bufsize, flags, this.#isStream);
    if (count < 0) {
      count = this.#settle(count, RECEIVING, flags, receive, [bufsize, flags, this.#isStream]);
    }
    return received(count, bufsize);
  }

  /** As `recv()`, but never waits: null if nothing has come. */
  tryRecv(bufsize: number, flags = 0): Buffer | null {
    checkSize(bufsize, 'tryRecv');
    checkFlags(flags);
    const count = receive(this.#fd, bufsize, flags, this.#isStream);
    return count < 0 ? this.#nullIfBlocked(count) : received(count, bufsize);
  }

  /**
   * Receives into the caller's memory, the cheapest way.
   *
   * @param nbytes - how many bytes at most; 0 for the whole buffer
   * @param flags - MSG_ constants
   * @returns how many bytes have come: 0 when the peer has sent its last
   * @throws TypeError for memory that is not a typed array's, or shared between threads
   * @throws ValueError unless nbytes is from 0 to the buffer's size
   */
  recvInto(buffer: NodeJS.ArrayBufferView, nbytes = 0, flags = 0): number {
    // Nothing but a throw: V8 does not compile what never returns, as in a loop of would-blocks.
    const count = this.#receiveInto(buffer, nbytes, flags);
    if (count < 0) throw this.#failure(count, 'recv');
    return count;
  }

  /** What recvInto() returns, or a negative errno. */
  #receiveInto(buffer: NodeJS.ArrayBufferView, nbytes: number, flags: number): number {
    const bytes = checkedBuffer(buffer, nbytes, 'recvInto');
    checkFlags(flags);
    if (flags !== 0 && this.#waitsForAll(flags)) {
      return this.#receiveAllInto(nbytes === 0 ? bytes : bytes.subarray(0, nbytes), flags);
    }
    const count = addon.receive(this.#fd, nbytes, flags, bytes);
    if (count >= 0 || !this.#mayWait(count, RECEIVING, flags)) return count;
    return this.#settle(count, RECEIVING, flags, addon.receive, [nbytes, flags, bytes]);
  }

  /** As `recvInto()`, but never waits: null if nothing has come. */
  tryRecvInto(buffer: NodeJS.ArrayBufferView, nbytes = 0, flags = 0): number | null {
    const bytes = checkedBuffer(buffer, nbytes, 'tryRecvInto');
    checkFlags(flags);
    const count = addon.receive(this.#fd, nbytes, flags, bytes);
    return count < 0 ? this.#nullIfBlocked(count) : count;
  }

  /** As `recv()`, with the sender's address: null if the socket is connected. */
  recvfrom(bufsize: number, flags = 0): [data: Buffer, address: SocketAddress | null] {
    checkSize(bufsize, 'recvfrom');
    checkFlags(flags);
    const stream = this.#isStream;
    let count = receiveFrom(this.#fd, bufsize, flags, stream, peer);
    if (count < 0) {
      count = this.#settle(count, RECEIVING, flags, receiveFrom, [bufsize, flags, stream, peer]);
    }
    return [received(count, bufsize), decodeAddress(peer)];
  }

  /** As `recvInto()`, with the sender's address: null if the socket is connected. */
  recvfromInto(
    buffer: NodeJS.ArrayBufferView,
    nbytes = 0,
    flags = 0,
  ): [count: number, address: SocketAddress | null] {
    const bytes = checkedBuffer(buffer, nbytes, 'recvfromInto');
    checkFlags(flags);
    let count = addon.receiveFrom(this.#fd, bytes, nbytes, flags, peer);
    if (count < 0) {
      count = this.#settle(count, RECEIVING, flags, addon.receiveFrom, [
        bytes,
        nbytes,
        flags,
        peer,
      ]);
    }
    return [count, decodeAddress(peer)];
  }

  /**
   * Sends as much as there is room for.
   *
   * @param flags - MSG_ constants
   * @returns how many bytes went, perhaps fewer than there are
   */
  send(data: NodeJS.ArrayBufferView, flags = 0): number {
    const bytes = checkedBytes(data, 'data');
    checkFlags(flags);
    const count = addon.send(this.#fd, flags, bytes);
    if (count >= 0) return count;
    return this.#settle(count, SENDING, flags, addon.send, [flags, bytes]);
  }

  /** As `send()`, but never waits: null if there is no room. */
  trySend(data: NodeJS.ArrayBufferView, flags = 0): number | null {
    const bytes = checkedBytes(data, 'data');
    checkFlags(flags);
    const count = addon.send(this.#fd, flags, bytes);
    return count < 0 ? this.#nullIfBlocked(count) : count;
  }

  /** Sends all of it. The time-out is for the whole; how much went before an error is not known. */
  sendall(data: NodeJS.ArrayBufferView, flags = 0): void {
    const bytes = checkedBytes(data, 'data');
    checkFlags(flags);
    // A time-out is for the whole, SO_SNDTIMEO for each wait.
    const deadlineMs = nowMs() + this.#timeout.ms;
    const size = bytes.byteLength;
    let offset = 0;
    let count: number;
    do {
      count = addon.sendRest(this.#fd, flags, bytes, offset);
      if (count < 0) {
        const leftMs = Math.min(Math.max(0, deadlineMs - nowMs()), this.#waitMs(SENDING));
        count = this.#settle(count, SENDING, flags, addon.sendRest, [flags, bytes, offset], leftMs);
      }
      offset += count;
      // Nothing goes only when nothing is left, whatever a subclass says of its byteLength.
    } while (count > 0 && offset < size);
  }

  /** Sends a datagram to an address, with flags (MSG_ constants) before it or not. */
  sendto(data: NodeJS.ArrayBufferView, address: SocketAddressLike): number;
  sendto(data: NodeJS.ArrayBufferView, flags: number, address: SocketAddressLike): number;
  sendto(
    data: NodeJS.ArrayBufferView,
    ...rest: [SocketAddressLike] | [number, SocketAddressLike]
  ): number {
    const bytes = checkedBytes(data, 'data');
    const [flags, address] = rest.length > 1 ? (rest as [number, SocketAddressLike]) : [0, rest[0]];
    checkFlags(flags);
    const receiver = encodeAddress(address, this.#family, 'sendto');
    const count = addon.sendTo(this.#fd, bytes, flags, receiver);
    if (count >= 0) return count;
    const subject = addressText(address as SocketAddressLike);
    if (!this.#mayWait(count, SENDING, flags)) throw osError(count, subject);
    const currentFd = () => this.#fd;
    const timeout = this.#timeout;
    const timeoutMs = this.#waitMs(SENDING);
    // poll(2) does not know whether a UNIX receiver has room.
    const sent =
      this.#family === AF_UNIX && this.#type === SOCK_DGRAM
        ? untilDone(currentFd, timeoutMs, (fd, sliceMs) =>
            addon.sendToBlocking(fd, bytes, flags, receiver, sliceMs),
          )
        : untilReady(currentFd, timeoutMs, SENDING, (fd) =>
            addon.sendTo(fd, bytes, flags, receiver),
          );
    return outcomeOf(sent, timeout, 'sendto', subject);
  }

  /** @param how - SHUT_RD, SHUT_WR or SHUT_RDWR */
  shutdown(how: number): void {
    const outcome = addon.shutdown(this.#fd, checkedInt(how, 'how'));
    if (outcome < 0) throw this.#failure(outcome);
  }

  /** The address that this socket is bound to. */
  getsockname(): SocketAddress {
    return this.#name(addon.localAddress);
  }

  /** The address that this socket is connected to. */
  getpeername(): SocketAddress {
    return this.#name(addon.peerAddress);
  }

  #name(call: (fd: number, address: Uint8Array) => number): SocketAddress {
    const outcome = call(this.#fd, peer);
    if (outcome < 0) throw this.#failure(outcome);
    return decodeAddress(peer) ?? '';
  }

  /**
   * An option's value.
   *
   * @param level - a SOL_ or IPPROTO_ constant
   * @param optname - the option, an SO_, TCP_, IP_ or other constant
   * @param buflen - the most bytes that an option which is not an integer may have: 1 to 1024
   * @returns an integer, or with a buflen its bytes
   */
  getsockopt(level: number, optname: number): number;
  getsockopt(level: number, optname: number, buflen: number): number | Buffer;
  getsockopt(level: number, optname: number, buflen = 0): number | Buffer {
    return getOption(this.#fd, level, optname, buflen);
  }

  /**
   * Sets an option.
   *
   * SO_RCVTIMEO and SO_SNDTIMEO, a `struct timeval` in bytes, limit the waits of this socket while it is in
   * blocking mode: a call then throws a BlockingIOError with `code` EAGAIN, `connect()` with EINPROGRESS.
   * Accepted sockets may inherit them, as the system has it. Differs from CPython: they are without effect
   * if something else sets them, such as another object for the same open file, after this object was
   * made; and SO_RCVLOWAT has no receive wait for more than there is.
   *
   * @param value - an integer, a structure's bytes, or null with `optlen` alone
   * @throws OverflowError for an integer that is no C int
   */
  setsockopt(level: number, optname: number, value: number | NodeJS.ArrayBufferView): void;
  setsockopt(level: number, optname: number, value: null, optlen: number): void;
  setsockopt(level: number, optname: number, value: OptionValue, optlen?: number): void {
    const changesLimit = isWaitLimit(level, optname);
    const isNone = changesLimit && isNegative(value);
    setOption(this.#fd, level, optname, value, optlen);
    if (changesLimit) this.#limits = changedLimits(this.#limits, this.#fd, optname, isNone);
  }

  get #isStream(): boolean {
    return this.#type === SOCK_STREAM;
  }

  #requireOpen(syscall: string): void {
    if (this.#fd < 0 || !isOpen(this.#fd)) {
      throw osError(-errno.EBADF, socketText(this.#fd), syscall);
    }
  }

  #receiveAll(size: number, flags: number): Buffer {
    const parts: Buffer[] = [];
    const some = flags & ~MSG_WAITALL;
    receiveAll(size, this.#waitMs(RECEIVING), (offset, leftMs) => {
      const bufsize = size - offset;
      let count = receive(this.#fd, bufsize, some, true);
      if (count < 0) {
        count = this.#settle(count, RECEIVING, some, receive, [bufsize, some, true], leftMs);
      }
      const part = received(count, bufsize);
      parts.push(part);
      return part.length;
    });
    return Buffer.concat(parts);
  }

  #receiveAllInto(bytes: Uint8Array, flags: number): number {
    const some = flags & ~MSG_WAITALL;
    return receiveAll(bytes.length, this.#waitMs(RECEIVING), (offset, leftMs) => {
      const rest = bytes.subarray(offset);
      const count = addon.receive(this.#fd, 0, some, rest);
      if (count >= 0) return count;
      return this.#settle(count, RECEIVING, some, addon.receive, [0, some, rest], leftMs);
    });
  }

  #waitsForAll(flags: number): boolean {
    const kernelWaits = (flags & MSG_WAITALL) !== 0 && (flags & (NEVER_WAITS | MSG_PEEK)) === 0;
    return kernelWaits && this.#isStream && this.#timeout === BLOCKING;
  }

  #failure(outcome: number, syscall?: string): OSError {
    return osError(outcome, socketText(this.#fd), syscall);
  }

  #mayWait(outcome: number, readiness: Readiness, flags: number): boolean {
    return wouldBlock(outcome) && this.#waitMs(readiness) !== 0 && (flags & NEVER_WAITS) === 0;
  }

  /** How long a call may wait. */
  #waitMs({ limit }: Readiness): number {
    return this.#timeout === BLOCKING ? this.#limits[limit] : this.#timeout.ms;
  }

  #nullIfBlocked(outcome: number): null {
    if (wouldBlock(outcome)) return null;
    throw this.#failure(outcome);
  }

  /**
   * What a call comes to that has failed at first: where it would block, it is made again and
   * again, for as long as the time-out allows. (No closures: where they stand, the caller would
   * pay for them even if the first call succeeds.)
   */
  #settle<Rest extends unknown[]>(
    outcome: number,
    readiness: Readiness,
    flags: number,
    call: (fd: number, ...rest: Rest) => number,
    rest: Rest,
    timeoutMs: number = this.#waitMs(readiness),
  ): number {
    if (!this.#mayWait(outcome, readiness, flags)) throw this.#failure(outcome);
    const syscall = addon.failedCall();
    const timeout = this.#timeout;
    const settled = untilReady(
      () => this.#fd,
      timeoutMs,
      readiness,
      (fd) => call(fd, ...rest),
    );
    return outcomeOf(settled, timeout, syscall, socketText(this.#fd));
  }
}

/** @param settled - null when the time is up: the time-out's, or of a blocking socket that of its limit */
function outcomeOf(
  settled: number | null,
  timeout: Timeout,
  syscall: string,
  subject: string,
): number {
  if (settled === null && timeout !== BLOCKING) throw timedOut(syscall, subject);
  const outcome = settled ?? -errno.EAGAIN;
  if (outcome < 0) throw osError(outcome, subject, syscall);
  return outcome;
}

function checkFlags(flags: unknown): void {
  if (typeof flags !== 'number' || (flags | 0) !== flags) checkedInt(flags, 'flags');
}
