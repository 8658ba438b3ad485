/**
 * Checks of what callers pass, for those parameters whose types the addon cannot check: it turns
 * NaN into 0 and cuts a large number down to 32 bits.
 */
import { types } from 'node:util';
import { describe, OverflowError, ValueError } from '../errors/index.js';

export const INT_MIN = -(2 ** 31);
export const INT_MAX = 2 ** 31 - 1;
export const UINT_MAX = 2 ** 32 - 1;

/**
 * @throws TypeError unless an integer
 * @throws OverflowError outside the range
 */
export function checkedInteger(
  value: unknown,
  name: string,
  lowest: number,
  highest: number,
): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new TypeError(`${name} must be an integer, not ${describe(value)}`);
  }
  if (value < lowest || value > highest) {
    throw new OverflowError(`${name} must be from ${lowest} to ${highest}, not ${value}`);
  }
  return value;
}

/** An integer that C takes as an int. */
export function checkedInt(value: unknown, name: string): number {
  return checkedInteger(value, name, INT_MIN, INT_MAX);
}

/** @throws TypeError unless true or false */
export function checkedBoolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') {
    throw new TypeError(`${name} must be true or false, not ${describe(value)}`);
  }
  return value;
}

/**
 * Text for the system, which takes bytes.
 *
 * Differs from CPython, where some lone surrogates stand for bytes that are not UTF-8.
 *
 * @throws ValueError for a lone surrogate: the system would be given U+FFFD in its place
 */
export function checkedText(text: string, name: string): string {
  if (text.isWellFormed()) return text;
  throw new ValueError(`${name} has a lone surrogate in it: ${JSON.stringify(text)}`);
}

/** @throws TypeError unless an object: of anything else the options would seem to be left out */
export function checkedOptions<Options extends object>(options: Options): Options {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`the options must be an object, not ${describe(options)}`);
  }
  return options;
}

/**
 * The memory of a typed array or DataView, for native code to read or write. (That it has not been
 * transferred away, the addon finds out by itself.)
 *
 * @throws TypeError for anything else, and for memory that `isOwnMemory` refuses
 */
export function checkedBytes(view: unknown, name: string): Uint8Array {
  if (!ArrayBuffer.isView(view)) {
    throw new TypeError(`${name} must be a Buffer or Uint8Array, not ${describe(view)}`);
  }
  if (!isOwnMemory(view.buffer)) {
    throw new TypeError(`${name} must be neither shared between threads nor resizable`);
  }
  return view instanceof Uint8Array
    ? view
    : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/**
 * Whether memory belongs to this thread alone and keeps its size: other memory could change under a
 * system call.
 */
export function isOwnMemory(memory: ArrayBufferLike & { readonly resizable?: boolean }): boolean {
  // The second question, for memory from another realm, is the dearer one.
  return (memory instanceof ArrayBuffer || types.isArrayBuffer(memory)) && !memory.resizable;
}
