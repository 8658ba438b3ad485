/**
 * The sets of POSIX's select(2): bitmaps that native code reads in place.
 */
import { constants } from 'node:os';
import { addon } from '../addon/index.js';
import { isOpen } from '../descriptor/index.js';
import { osError, ValueError } from '../errors/index.js';
import { toMicroseconds } from '../wait/index.js';
import {
  type DescriptorSet,
  type DescriptorSets,
  EXCEPTIONAL,
  READERS,
  WRITERS,
} from './descriptorSets.js';

const FD_SETSIZE = addon.constants.FD_SETSIZE as number;

const SETS = 3;
const BITS_PER_WORD = 32;

export class DescriptorBitmaps implements DescriptorSets {
  /** Six sets of `#size` words each: the three watched ones, then the three that the kernel returned. */
  #words = new Int32Array(2 * SETS * (FD_SETSIZE / BITS_PER_WORD));
  #size = FD_SETSIZE / BITS_PER_WORD;
  /** No set has a descriptor at or above this number. Descriptors just below may have been deleted. */
  #nfds = 0;
  readonly #unlimited: boolean;

  /** @param unlimited - take descriptors at and above FD_SETSIZE too */
  constructor(unlimited: boolean) {
    this.#unlimited = unlimited;
  }

  takes(fd: number): boolean {
    return fd < this.#size * BITS_PER_WORD || (this.#unlimited && isOpen(fd));
  }

  add(set: DescriptorSet, fd: number): void {
    this.#makeRoom(fd);
    this.#words[set * this.#size + (fd >>> 5)]! |= 1 << (fd & 31);
    if (fd >= this.#nfds) this.#nfds = fd + 1;
  }

  assign(fd: number, isReader: boolean, isWriter: boolean): void {
    this.#makeRoom(fd);
    // No function is called between the two assignments, so that no stack overflow can separate them.
    const bit = 1 << (fd & 31);
    const reader = READERS * this.#size + (fd >>> 5);
    const writer = WRITERS * this.#size + (fd >>> 5);
    this.#words[reader] = isReader ? this.#words[reader]! | bit : this.#words[reader]! & ~bit;
    this.#words[writer] = isWriter ? this.#words[writer]! | bit : this.#words[writer]! & ~bit;
    if (fd >= this.#nfds) this.#nfds = fd + 1;
  }

  delete(fd: number): void {
    if (fd >= this.#nfds) return;
    const bit = 1 << (fd & 31);
    this.#words[READERS * this.#size + (fd >>> 5)]! &= ~bit;
    this.#words[WRITERS * this.#size + (fd >>> 5)]! &= ~bit;
  }

  waitOnce(timeoutMs: number): number {
    return addon.selectWait(this.#words, this.#trim(), toMicroseconds(timeoutMs));
  }

  isReady(set: DescriptorSet, fd: number): boolean {
    return ((this.#word(SETS + set, fd >>> 5) >>> (fd & 31)) & 1) === 1;
  }

  forEachReady(visit: (fd: number, readable: boolean, writable: boolean) => void): void {
    const end = (this.#nfds + BITS_PER_WORD - 1) >>> 5;
    for (let index = 0; index < end; index++) {
      const readers = this.#word(SETS + READERS, index);
      const writers = this.#word(SETS + WRITERS, index);
      for (let left = readers | writers; left !== 0; left &= left - 1) {
        const bit = left & -left;
        visit(
          index * BITS_PER_WORD + 31 - Math.clz32(bit),
          (readers & bit) !== 0,
          (writers & bit) !== 0,
        );
      }
    }
  }

  firstClosed(): number | undefined {
    for (let fd = 0; fd < this.#nfds; fd++) {
      if (this.#isWatched(fd) && !isOpen(fd)) return fd;
    }
    return undefined;
  }

  #word(set: number, index: number): number {
    return this.#words[set * this.#size + index] as number;
  }

  #isWatched(fd: number): boolean {
    return ((this.#watchedWord(fd >>> 5) >>> (fd & 31)) & 1) === 1;
  }

  #watchedWord(index: number): number {
    return this.#word(READERS, index) | this.#word(WRITERS, index) | this.#word(EXCEPTIONAL, index);
  }

  /** Lowers `#nfds` to what the kernel has to look at. */
  #trim(): number {
    while (this.#nfds > 0) {
      const index = (this.#nfds - 1) >>> 5;
      const word = this.#watchedWord(index);
      const below = this.#nfds - index * BITS_PER_WORD;
      const kept = below === BITS_PER_WORD ? word : word & ((1 << below) - 1);
      if (kept !== 0) {
        this.#nfds = index * BITS_PER_WORD + BITS_PER_WORD - Math.clz32(kept);
        break;
      }
      this.#nfds = index * BITS_PER_WORD;
    }
    return this.#nfds;
  }

  #makeRoom(fd: number): void {
    if (!this.takes(fd)) {
      if (this.#unlimited) throw osError(-constants.errno.EBADF, `fd ${fd}`, 'select');
      throw new ValueError(
        `file descriptor ${fd} out of range in select(): the limit is ${FD_SETSIZE}`,
      );
    }
    if (fd >= this.#size * BITS_PER_WORD) this.#grow(fd);
  }

  #grow(fd: number): void {
    // A power of two: whole 64-bit words, and few copies on the way up.
    const size = 2 ** Math.ceil(Math.log2((fd + 1) / BITS_PER_WORD));
    const words = new Int32Array(2 * SETS * size);
    for (let set = 0; set < SETS; set++) {
      words.set(this.#words.subarray(set * this.#size, (set + 1) * this.#size), set * size);
    }
    this.#words = words;
    this.#size = size;
  }
}
