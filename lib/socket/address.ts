/**
 * Addresses between Python's shapes and the addon's bytes.
 */
import { isUtf8 } from 'node:buffer';
import { types } from 'node:util';
import { addon } from '../addon/index.js';
import { checkedInteger, checkedText, UINT_MAX } from '../arguments/index.js';
import { describe, OSError, OverflowError, ValueError } from '../errors/index.js';
import { AF_INET, AF_INET6, AF_UNIX } from './constants.js';
import { errno } from './kernel.js';
import { resolve } from './resolve.js';

/** An IPv4 address: a numeric host and a port. */
export type Ipv4Address = [host: string, port: number];

/** An IPv6 address. */
export type Ipv6Address = [host: string, port: number, flowinfo: number, scopeid: number];

/**
 * An address as this module returns it. For AF_UNIX it is the path, `''` if the socket has none, or
 * a Buffer for a name in Linux's abstract namespace (its first byte is 0) and for a path that is
 * not UTF-8.
 */
export type SocketAddress = Ipv4Address | Ipv6Address | string | Buffer;

/**
 * An address as this module takes it. A host may be a name, `''` for any address of this machine,
 * or `'<broadcast>'`; flowinfo and scopeid are 0 if left out.
 */
export type SocketAddressLike =
  | readonly [host: string, port: number, flowinfo?: number, scopeid?: number]
  | string
  | Uint8Array;

const namedIpv4 = new Map([
  ['', '0.0.0.0'],
  ['<broadcast>', '255.255.255.255'],
]);

/** Room for an address that a system call fills in. */
export function emptyAddress(): Uint8Array {
  return new Uint8Array(addon.addressSize);
}

/**
 * @param call - the method's name, for errors
 * @throws TypeError unless it is an address of the family
 * @throws ValueError for a path or host that is no well-formed text, or has a NUL in it
 * @throws OverflowError for a port or another number out of range
 * @throws OSError if the host cannot be found, or the path is too long
 */
export function encodeAddress(address: unknown, family: number, call: string): Uint8Array {
  switch (family) {
    case AF_INET:
      return encodeIpv4(address, call);
    case AF_INET6:
      return encodeIpv6(address, call);
    case AF_UNIX:
      return encodeUnix(address, call);
    default:
      throw systemError('EAFNOSUPPORT', `${call}(): bad family ${family}`, call);
  }
}

function encodeIpv4(address: unknown, call: string): Uint8Array {
  const [first, second] = elements(address, 2, `${call}(): AF_INET address must be [host, port]`);
  const host = hostOf(first, call);
  const port = portOf(second, call);
  const name = namedIpv4.get(host) ?? host;
  return (
    addon.ipv4Address(name, port) ??
    (addon.ipv4Address(resolve(name, AF_INET)[0], port) as Uint8Array)
  );
}

/**
 * Differs from CPython: without a scopeid of its own, `['fe80::1%eth0', 80]` keeps the one that the
 * host names. CPython overwrites it with 0, and then cannot connect.
 */
function encodeIpv6(address: unknown, call: string): Uint8Array {
  const [first, second, flowinfo = 0, scopeid] = elements(
    address,
    4,
    `${call}(): AF_INET6 address must be [host, port, flowinfo?, scopeid?]`,
  );
  const host = hostOf(first, call) || '::';
  const port = portOf(second, call);
  const flow = checkedInteger(flowinfo, `${call}(): flowinfo`, 0, 0xfffff);
  const scope =
    scopeid === undefined ? 0 : checkedInteger(scopeid, `${call}(): scopeid`, 0, UINT_MAX);
  const numeric = addon.ipv6Address(host, port, flow, scope);
  if (numeric !== null) return numeric;
  const [found, , , foundScope = 0] = resolve(host, AF_INET6);
  const bestScope = scopeid === undefined ? foundScope : scope;
  return addon.ipv6Address(found, port, flow, bestScope) as Uint8Array;
}

function encodeUnix(address: unknown, call: string): Uint8Array {
  if (typeof address !== 'string' && !types.isUint8Array(address)) {
    throw new TypeError(`${call}(): AF_UNIX address must be a path or a Uint8Array`);
  }
  const path =
    typeof address === 'string'
      ? Buffer.from(checkedText(address, `${call}(): the path`))
      : address;
  if (path.indexOf(0) > 0 && path[0] !== 0) {
    throw new ValueError(`${call}(): the path has a NUL in it`);
  }
  const encoded = addon.unixAddress(path);
  if (encoded === null) throw systemError('ENAMETOOLONG', 'AF_UNIX path too long', call);
  return encoded;
}

/** The elements of an array, read once. */
function elements(address: unknown, most: number, expected: string): unknown[] {
  if (!Array.isArray(address)) throw new TypeError(`${expected}, not ${describe(address)}`);
  const copy = [...address];
  if (copy.length < 2 || copy.length > most) {
    throw new TypeError(`${expected}, not an array of ${copy.length}`);
  }
  return copy;
}

function hostOf(host: unknown, call: string): string {
  if (typeof host !== 'string') {
    throw new TypeError(`${call}(): the host must be a string, not ${describe(host)}`);
  }
  return checkedText(host, `${call}(): the host`);
}

function portOf(port: unknown, call: string): number {
  if (typeof port === 'number' && Number.isInteger(port) && (port < 0 || port > 65535)) {
    throw new OverflowError(`${call}(): port must be 0-65535.`);
  }
  return checkedInteger(port, `${call}(): port`, 0, 65535);
}

function systemError(
  code: 'EAFNOSUPPORT' | 'ENAMETOOLONG',
  text: string,
  syscall: string,
): OSError {
  return new OSError(text, { code, errno: -errno[code], syscall });
}

/** Null if there is no address, as for what comes in over a connection. */
export function decodeAddress(address: Uint8Array): SocketAddress | null {
  const parts = addon.addressParts(address);
  if (!Buffer.isBuffer(parts)) return parts;
  return parts[0] === 0 || !isUtf8(parts) ? parts : parts.toString();
}

/** An address as error messages name it. */
export function addressText(address: SocketAddressLike): string {
  if (typeof address === 'string') return JSON.stringify(address);
  if (types.isUint8Array(address)) return JSON.stringify(Buffer.from(address).toString('latin1'));
  const [host, port] = address;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
