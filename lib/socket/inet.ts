/**
 * IP addresses between text and bytes: inet_pton(3), inet_ntop(3).
 */
import { addon } from '../addon/index.js';
import { checkedInt, checkedText } from '../arguments/index.js';
import { describe, OSError, ValueError } from '../errors/index.js';
import { AF_INET, AF_INET6 } from './constants.js';
import { errno } from './kernel.js';

/**
 * The bytes of an address. Python's `socket.inet_pton()`.
 *
 * @param family - AF_INET or AF_INET6
 * @param ip - the address, as text
 * @returns 4 or 16 bytes, in network order
 * @throws OSError if the text is no address of the family
 * @throws ValueError for a lone surrogate
 */
export function inetPton(family: number, ip: string): Buffer {
  checkedInt(family, 'family');
  if (typeof ip !== 'string') throw new TypeError(`ip must be a string, not ${describe(ip)}`);
  checkedText(ip, 'ip');
  if (family !== AF_INET && family !== AF_INET6) {
    throw invalid('EAFNOSUPPORT', `unknown address family ${family}`);
  }
  const packed = ip.includes('\0') ? null : addon.parseIp(family, ip);
  if (packed === null) {
    throw invalid('EINVAL', `illegal IP address string passed to inet_pton: ${describe(ip)}`);
  }
  return packed;
}

/**
 * The text of an address. Python's `socket.inet_ntop()`.
 *
 * @param family - AF_INET or AF_INET6
 * @param packed - 4 or 16 bytes, in network order
 * @throws ValueError for another family, or another number of bytes
 */
export function inetNtop(family: number, packed: Uint8Array): string {
  checkedInt(family, 'family');
  if (!ArrayBuffer.isView(packed)) {
    throw new TypeError(`packed must be a Buffer or Uint8Array, not ${describe(packed)}`);
  }
  if (family !== AF_INET && family !== AF_INET6) {
    throw new ValueError(`unknown address family ${family}`);
  }
  const text = addon.formatIp(family, packed);
  if (text === null) throw new ValueError('invalid length of packed IP address string');
  return text;
}

function invalid(code: 'EAFNOSUPPORT' | 'EINVAL', text: string): OSError {
  return new OSError(text, { code, errno: -errno[code], syscall: 'inet_pton' });
}
