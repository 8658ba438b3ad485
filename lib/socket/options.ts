/**
 * Socket options: getsockopt(2), setsockopt(2).
 */
import { addon } from '../addon/index.js';
import { checkedInt, checkedInteger, UINT_MAX } from '../arguments/index.js';
import { describe, OSError, osError } from '../errors/index.js';
import { SO_ERROR, SOL_SOCKET } from './constants.js';
import { socketText } from './failure.js';
import { errno } from './kernel.js';

/** What setsockopt() takes: a C int, a structure's bytes, or none (with a length). */
export type OptionValue = number | NodeJS.ArrayBufferView | null;

const integer = new Int32Array(1);
const longestBuffer = 1024;

/** Fills in `integer`; a negative errno if that fails. */
function readInteger(fd: number, level: number, option: number): number {
  // Some options of the BSDs are of one byte, and leave the others as they are.
  integer[0] = 0;
  return addon.getOption(fd, level, option, integer);
}

/** @param length - 0 for an integer, or the most bytes that the option may have */
export function getOption(
  fd: number,
  level: number,
  option: number,
  length: number,
): number | Buffer {
  checkedInt(level, 'level');
  checkedInt(option, 'optname');
  checkedInt(length, 'buflen');
  if (length < 0 || length > longestBuffer) {
    throw new OSError('getsockopt buflen out of range', {
      code: 'EINVAL',
      errno: -errno.EINVAL,
      syscall: 'getsockopt',
    });
  }
  const buffer = Buffer.alloc(length);
  const outcome =
    length === 0 ? readInteger(fd, level, option) : addon.getOption(fd, level, option, buffer);
  if (outcome < 0) throw osError(outcome, socketText(fd));
  return length === 0 ? (integer[0] as number) : buffer.subarray(0, outcome);
}

/** @param length - of an option whose value is null */
export function setOption(
  fd: number,
  level: number,
  option: number,
  value: unknown,
  length: unknown,
): void {
  checkedInt(level, 'level');
  checkedInt(option, 'optname');
  const bytes = optionBytes(value);
  if (bytes !== null && length !== undefined) throw new TypeError('optlen goes with null only');
  const nullLength = bytes === null ? checkedInteger(length, 'optlen', 0, UINT_MAX) : 0;
  const outcome = addon.setOption(fd, level, option, bytes, nullLength);
  if (outcome < 0) throw osError(outcome, socketText(fd));
}

function optionBytes(value: unknown): NodeJS.ArrayBufferView | null {
  if (value === null) return null;
  if (ArrayBuffer.isView(value)) return value as NodeJS.ArrayBufferView;
  if (typeof value !== 'number') {
    throw new TypeError(
      `value must be an integer, a Buffer or Uint8Array, or null, not ${describe(value)}`,
    );
  }
  integer[0] = checkedInt(value, 'value');
  return integer;
}

/** Takes the pending error of a connection: a negative errno, or 0. */
export function pendingError(fd: number): number {
  const outcome = readInteger(fd, SOL_SOCKET, SO_ERROR);
  return outcome < 0 ? outcome : -(integer[0] as number);
}
