/**
 * The system calls behind `selectors-ts/socket`. Sockets are non-blocking, all of them.
 *
 * An address is a `Uint8Array` of `addressSize` bytes that the addon makes and reads.
 */
import type { Outcome } from './outcome.js';

export interface SocketCalls {
  readonly addressSize: number;
  /** Null if the host is not numeric. */
  ipv4Address(host: string, port: number): Uint8Array | null;
  ipv6Address(host: string, port: number, flowinfo: number, scopeId: number): Uint8Array | null;
  /** Null if the path is too long. */
  unixAddress(path: Uint8Array): Uint8Array | null;
  addressParts(address: Uint8Array): AddressParts;
  /** Null if the text is no address of that family. */
  parseIp(family: number, text: string): Buffer | null;
  /** Null if the bytes are no address of that family. */
  formatIp(family: number, packed: Uint8Array): string | null;

  /** A number is an error: an EAI_ code, made positive, or a negative errno. */
  lookUpAddresses(
    host: string | null,
    service: string | null,
    family: number,
    type: number,
    protocol: number,
    flags: number,
  ): LookupRow[] | number;
  /** Host and service, or an error as above. */
  lookUpName(address: Uint8Array, flags: number): [string, string] | number;
  /** gai_strerror(3) of an EAI_ code, made positive. */
  lookupErrorMessage(code: number): string;

  createSocket(family: number, type: number, protocol: number): Outcome;
  createSocketPair(family: number, type: number, protocol: number, fds: Int32Array): Outcome;
  duplicateDescriptor(fd: number): Outcome;
  /** Makes a socket from elsewhere like those made here. */
  adoptSocket(fd: number): Outcome;
  setNonblocking(fd: number, nonblocking: boolean): Outcome;
  /** Fills in family, type and protocol. */
  describeSocket(fd: number, fields: Int32Array): Outcome;

  accept(fd: number, peer: Uint8Array): Outcome;
  bind(fd: number, address: Uint8Array): Outcome;
  connect(fd: number, address: Uint8Array): Outcome;
  /** Has the next `connect` begin anew, after one that has failed. */
  forgetConnection(fd: number): Outcome;
  /** For UNIX sockets, which poll(2) cannot wait for. A negative time-out is a long one. */
  connectBlocking(fd: number, address: Uint8Array, timeoutMs: number): Outcome;
  listen(fd: number, backlog: number): Outcome;
  shutdown(fd: number, how: number): Outcome;

  /** A length of 0 is the whole buffer. An empty buffer is 0 without a system call. */
  receive(fd: number, length: number, flags: number, buffer: Uint8Array): Outcome;
  receiveFrom(
    fd: number,
    buffer: NodeJS.ArrayBufferView,
    length: number,
    flags: number,
    sender: Uint8Array,
  ): Outcome;
  send(fd: number, flags: number, data: Uint8Array): Outcome;
  /** Sends what there is from the offset on. */
  sendRest(fd: number, flags: number, data: Uint8Array, offset: number): Outcome;
  sendTo(fd: number, data: NodeJS.ArrayBufferView, flags: number, receiver: Uint8Array): Outcome;
  sendToBlocking(
    fd: number,
    data: NodeJS.ArrayBufferView,
    flags: number,
    receiver: Uint8Array,
    timeoutMs: number,
  ): Outcome;
  /** How many bytes can be received without waiting. */
  available(fd: number): Outcome;

  localAddress(fd: number, address: Uint8Array): Outcome;
  peerAddress(fd: number, address: Uint8Array): Outcome;
  /** Returns the value's length. */
  getOption(fd: number, level: number, option: number, value: NodeJS.ArrayBufferView): Outcome;
  /** SO_RCVTIMEO or SO_SNDTIMEO in milliseconds, 0 for any time; a negative errno. */
  waitLimit(fd: number, forSending: boolean): Outcome;
  /** The length counts only when the value is null. */
  setOption(
    fd: number,
    level: number,
    option: number,
    value: NodeJS.ArrayBufferView | null,
    length: number,
  ): Outcome;
}

/** An IPv4 or IPv6 address, the bytes of another family's, or nothing at all. */
export type AddressParts = [string, number] | [string, number, number, number] | Buffer | null;

/** Family, type, protocol, canonical name and address. */
export type LookupRow = [number, number, number, string, AddressParts];
