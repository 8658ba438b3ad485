/**
 * `struct kevent`, as Python's `select.kevent`: a change for a kqueue, or an event from it.
 */
import { addon } from '../addon/index.js';
import { checkedInteger, INT_MAX, INT_MIN, UINT_MAX } from '../arguments/index.js';
import { descriptorOf, type FileObject } from '../fileobj/index.js';
import { textOf } from '../opaque/index.js';
import { KQ_EV_ADD, KQ_FILTER_READ } from './constants.js';
import { requireAvailable } from './platform.js';

const { MIN_SAFE_INTEGER, MAX_SAFE_INTEGER } = Number;

/** Makes a KEvent of the kernel's values, without checks. */
export let reportedEvent: (
  ident: number,
  filter: number,
  flags: number,
  fflags: number,
  data: number,
  udata: number,
) => KEvent;

const REPORTED = Symbol('reported by the kernel');

export class KEvent {
  /** Whether kqueue works here. */
  static readonly isAvailable: boolean = addon.kqueueCreate !== undefined;

  static {
    const Reported = KEvent as new (
      ...fields: [...Parameters<typeof reportedEvent>, typeof REPORTED]
    ) => KEvent;
    reportedEvent = (ident, filter, flags, fflags, data, udata) =>
      new Reported(ident, filter, flags, fflags, data, udata, REPORTED);
  }

  /** What the filter watches: a descriptor for KQ_FILTER_READ and KQ_FILTER_WRITE. */
  readonly ident: number;
  readonly filter: number;
  readonly flags: number;
  readonly fflags: number;
  /** What the filter says: bytes to read, room to write, or an errno beside KQ_EV_ERROR. */
  readonly data: number;
  /** The caller's own number; it comes back unchanged. */
  readonly udata: number;
  readonly #isMade = true;

  /**
   * @param ident - a file object, or another number that the filter understands
   * @param filter - KQ_FILTER_READ, KQ_FILTER_WRITE …
   * @param flags - KQ_EV_ADD, KQ_EV_DELETE …, 16 bits
   * @param fflags - 32 bits that the filter understands
   * @param data, udata - safe integers
   * @throws TypeError, ValueError or OverflowError for what does not fit
   * @throws NotImplementedError where there is no kqueue
   */
  constructor(
    ident: FileObject,
    filter?: number,
    flags?: number,
    fflags?: number,
    data?: number,
    udata?: number,
  );
  constructor(
    ident: FileObject,
    filter: number = KQ_FILTER_READ,
    flags: number = KQ_EV_ADD,
    fflags = 0,
    data = 0,
    udata = 0,
    origin?: typeof REPORTED,
  ) {
    if (origin === REPORTED) {
      this.ident = ident as number;
      this.filter = filter;
      this.flags = flags;
      this.fflags = fflags;
      this.data = data;
      this.udata = udata;
      return;
    }
    requireAvailable('KEvent', KEvent.isAvailable);
    this.ident =
      typeof ident === 'number'
        ? checkedInteger(ident, 'ident', 0, MAX_SAFE_INTEGER)
        : descriptorOf(ident);
    this.filter = checkedInteger(filter, 'filter', INT_MIN / 2 ** 16, INT_MAX >> 16);
    this.flags = checkedInteger(flags, 'flags', 0, UINT_MAX >>> 16);
    this.fflags = checkedInteger(fflags, 'fflags', 0, UINT_MAX);
    this.data = checkedInteger(data, 'data', MIN_SAFE_INTEGER, MAX_SAFE_INTEGER);
    this.udata = checkedInteger(udata, 'udata', 0, MAX_SAFE_INTEGER);
  }

  /** As Python's `repr()` shows it, but for `data` and `udata`: in decimal. */
  toString(): string {
    return textOf(this, #isMade in this, (className) => {
      const { ident, filter, flags, fflags, data, udata } = this;
      const bits = `flags=0x${flags.toString(16)} fflags=0x${fflags.toString(16)}`;
      return `<${className} ident=${ident} filter=${filter} ${bits} data=${data} udata=${udata}>`;
    });
  }
}
