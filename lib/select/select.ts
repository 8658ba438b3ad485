/**
 * select(2) as a function, as Python's `select.select`.
 */
import { constants } from 'node:os';
import { checkedBoolean, checkedOptions } from '../arguments/index.js';
import { osError, ValueError } from '../errors/index.js';
import { descriptorOf, type FileObject } from '../fileobj/index.js';
import { type BlockingCall, timeoutMsFromSeconds, wait } from '../wait/index.js';
import { DescriptorBitmaps } from './descriptorBitmaps.js';
import {
  type DescriptorSet,
  type DescriptorSets,
  EXCEPTIONAL,
  READERS,
  WRITERS,
} from './descriptorSets.js';

/** Python's time_t in nanoseconds: about 292 years. */
export const LONGEST_SELECT_MS = 2 ** 63 / 1e6;

/** More than any process can have open: a list that goes on beyond never ends. */
const MOST_ENTRIES = 2 ** 20;

export interface SelectFunctionOptions {
  /** Take descriptors at and above FD_SETSIZE (1024 on most systems) too. Default: false. */
  readonly unlimited?: boolean;
}

/**
 * Waits until some of these are ready for reading, for writing, or have an exceptional condition
 * (out-of-band data): select(2), Python's `select.select`.
 *
 * The lists are read once, live: a `fileno()` may change them. The result is three new arrays of
 * the caller's own objects, each as often as it stands in its list.
 *
 * @param timeout - seconds; `null` waits for ever, 0 does not wait
 * @throws TypeError if a list is not iterable, holds something that is no file object, or the
 *   time-out is no number
 * @throws ValueError for a negative time-out or descriptor, or one at or above FD_SETSIZE
 * @throws OverflowError for a time-out of over 292 years
 * @throws OSError EBADF if a descriptor is closed
 */
export function select<R extends FileObject, W extends FileObject, X extends FileObject>(
  rlist: Iterable<R>,
  wlist: Iterable<W>,
  xlist: Iterable<X>,
  timeout: number | null = null,
  options: SelectFunctionOptions = {},
): [R[], W[], X[]] {
  const { unlimited = false } = checkedOptions(options);
  checkedBoolean(unlimited, 'unlimited');
  const timeoutMs = timeoutMsFromSeconds(timeout, LONGEST_SELECT_MS);
  if (timeoutMs < 0) throw new ValueError('timeout must be non-negative');

  const sets = emptySets(unlimited);
  const readers = watch(sets, READERS, rlist, 'rlist');
  const writers = watch(sets, WRITERS, wlist, 'wlist');
  const exceptional = watch(sets, EXCEPTIONAL, xlist, 'xlist');

  // The kernel fills the returned sets in only if a descriptor is ready.
  if (waitForSets(sets, timeoutMs) === 0) return [[], [], []];
  return [
    readyOf(sets, READERS, readers),
    readyOf(sets, WRITERS, writers),
    readyOf(sets, EXCEPTIONAL, exceptional),
  ];
}

/**
 * Sets as this system's select(2) takes them.
 *
 * @param unlimited - take descriptors at and above FD_SETSIZE too
 */
export function emptySets(unlimited: boolean): DescriptorSets {
  return new DescriptorBitmaps(unlimited);
}

/**
 * Waits; a closed descriptor is named in the error.
 *
 * @param call - what waits for the sets
 */
export function waitForSets(
  sets: DescriptorSets,
  timeoutMs: number,
  returnOnSignal = false,
  call: BlockingCall = (sliceMs) => sets.waitOnce(sliceMs),
): number {
  const count = wait(call, timeoutMs, returnOnSignal);
  if (count >= 0) return count;
  const closed = count === -constants.errno.EBADF ? sets.firstClosed() : undefined;
  throw osError(count, closed === undefined ? 'a descriptor' : `fd ${closed}`);
}

type Watched<F> = Array<{ fileobj: F; fd: number }>;

function watch<F>(
  sets: DescriptorSets,
  set: DescriptorSet,
  list: Iterable<F>,
  name: string,
): Watched<F> {
  if (typeof (list as Iterable<F> | null | undefined)?.[Symbol.iterator] !== 'function') {
    throw new TypeError(`${name} must be an array or another iterable`);
  }
  const watched: Watched<F> = [];
  for (const fileobj of list) {
    if (watched.length === MOST_ENTRIES) throw new ValueError(`too many file objects in ${name}`);
    const fd = descriptorOf(fileobj);
    sets.add(set, fd);
    watched.push({ fileobj, fd });
  }
  return watched;
}

function readyOf<F>(sets: DescriptorSets, set: DescriptorSet, watched: Watched<F>): F[] {
  return watched.filter(({ fd }) => sets.isReady(set, fd)).map(({ fileobj }) => fileobj);
}
