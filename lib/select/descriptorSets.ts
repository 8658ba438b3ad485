/**
 * The three sets of select(2), whatever a system makes them of.
 */
export const READERS = 0;
export const WRITERS = 1;
export const EXCEPTIONAL = 2;
export type DescriptorSet = typeof READERS | typeof WRITERS | typeof EXCEPTIONAL;

export interface DescriptorSets {
  /** Whether a descriptor of this number can be added. The sets grow for open ones only. */
  takes(fd: number): boolean;

  /**
   * @throws ValueError at and above FD_SETSIZE, unless unlimited
   * @throws OSError EBADF if it is closed and so high that the sets would have to grow
   */
  add(set: DescriptorSet, fd: number): void;

  /** Has a descriptor among the readers and the writers, or not; throws as `add` does. */
  assign(fd: number, isReader: boolean, isWriter: boolean): void;

  /** Takes a descriptor out of both, if it is there. */
  delete(fd: number): void;

  /**
   * Waits for what is in the sets, and leaves them as they are, for as long as nothing interrupts that. A
   * `BlockingCall`.
   */
  waitOnce(timeoutMs: number): number;

  /** Whether the last wait found it ready. */
  isReady(set: DescriptorSet, fd: number): boolean;

  /** Calls back for each descriptor that the last wait found readable or writable. */
  forEachReady(visit: (fd: number, readable: boolean, writable: boolean) => void): void;

  /** One of the descriptors that name no open file: the one behind an EBADF. */
  firstClosed(): number | undefined;
}
