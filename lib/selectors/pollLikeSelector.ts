/**
 * The part that the selectors over poll(2) and epoll(7) share. CPython's `_PollLikeSelector`.
 */
import { OSError } from '../errors/index.js';
import type { FileObject } from '../fileobj/index.js';
import { requireStack } from '../wait/index.js';
import { BaseSelectorImpl } from './baseSelectorImpl.js';
import { SelectorKey } from './selectorKey.js';

/** The methods that both kernel objects have. */
interface PollLike {
  unregister(fd: number): void;
}

export abstract class PollLikeSelector<F extends FileObject, D> extends BaseSelectorImpl<F, D> {
  protected abstract get kernelObject(): PollLike;

  protected override unwatch(fd: number): void {
    try {
      this.kernelObject.unregister(fd);
    } catch (error) {
      // A closed descriptor has left the kernel's set by itself.
      if (!(error instanceof OSError)) throw error;
    }
  }

  /**
   * As in CPython, an error drops the key; a success keeps its file object and its place. Differs from
   * CPython: the descriptor goes from the kernel object too.
   */
  protected override changeEvents(
    key: SelectorKey<F, D>,
    _fileobj: F | number,
    events: number,
    data: D,
  ): SelectorKey<F, D> {
    const changed = new SelectorKey(key.fileobj, key.fd, events, data);
    try {
      this.keyTable.replace(key, changed);
    } catch (error) {
      // Throws after a stack overflow, which is no error of the kernel object's.
      requireStack();
      this.keyTable.delete(key);
      throw error;
    }
    return changed;
  }
}
