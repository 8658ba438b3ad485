import type { FileObject } from '../fileobj/index.js';
import { Opaque, TEXT } from '../opaque/index.js';
import type { SelectAsyncOptions, SelectOptions } from './options.js';
import type { SelectorKey } from './selectorKey.js';
import type { SelectorMap } from './selectorMap.js';
import type { Waker } from './waker.js';

/** What is ready. */
export type Ready<F extends FileObject, D> = Array<[key: SelectorKey<F, D>, events: number]>;

/** `data`, which can be left out where `null` is data too. */
export type DataArgument<D> = [data: D] | (null extends D ? [] : never);

/**
 * What every selector does: Python's `selectors.BaseSelector`.
 *
 * @typeParam F - the file objects that are registered
 * @typeParam D - the data attached to them
 */
export abstract class BaseSelector<F extends FileObject = FileObject, D = unknown> extends Opaque {
  readonly #isMade = true;

  /** @throws TypeError unless for a subclass, as Python's abstract classes */
  constructor() {
    if (new.target === BaseSelector) throw new TypeError('BaseSelector is an abstract class');
    super();
  }

  /**
   * Starts watching a file object.
   *
   * An object whose descriptor is still held by a key replaces that key if the key's own object now
   * reports another descriptor, or none: it was closed, and its number given away.
   *
   * @param events - EVENT_READ, EVENT_WRITE or both
   * @param rest - the data attached to it; `null` if left out, which is a type error where `D` has no `null`
   * @example
   * const selector = new DefaultSelector<Socket, (socket: Socket) => void>();
   * selector.register(listener, EVENT_READ, accept);
   * @example
   * const selector = new DefaultSelector<Socket, string | null>();
   * selector.register(listener, EVENT_READ); // The data is null.
   * @throws ValueError for bad events, what is no file object, or a closed selector
   * @throws KeyError if the descriptor is registered already
   * @throws OSError if the kernel refuses: EBADF, EPERM (epoll and a regular file) …
   */
  abstract register(fileobj: F, events: number, ...rest: DataArgument<D>): SelectorKey<F, D>;

  /**
   * Stops watching. Works for a registered object that has been closed since.
   *
   * @returns the key that it had
   * @throws KeyError if it is not registered
   * @throws ValueError if it is no file object
   */
  abstract unregister(fileobj: F | number): SelectorKey<F, D>;

  /**
   * Changes events or data, or both. Data that is left out becomes `null`, as in `register()`.
   *
   * @param rest - the new data
   * @example
   * const selector = new DefaultSelector<Socket, string>();
   * const { data } = selector.register(socket, EVENT_READ, 'reading');
   * selector.modify(socket, EVENT_READ | EVENT_WRITE, data);
   * @example
   * const selector = new DefaultSelector<Socket, string | null>();
   * selector.register(socket, EVENT_READ, 'reading');
   * selector.modify(socket, EVENT_WRITE); // The data is null from now on.
   * @returns the new key
   * @throws KeyError if it is not registered
   * @throws ValueError for bad events, which change nothing
   * @throws OSError if the kernel refuses
   */
  abstract modify(fileobj: F | number, events: number, ...rest: DataArgument<D>): SelectorKey<F, D>;

  /**
   * Blocks until something is ready, and with it the thread: timers, promises and signal handlers
   * of this thread wait too.
   *
   * @param timeout - seconds, never cut short; `null` waits for ever, 0 or less not at all
   * @returns pairs of a key and its ready events, in no particular order; `[]` when the time is up
   * @throws TypeError, ValueError (NaN) or OverflowError for a bad time-out
   * @throws ValueError if the selector is closed
   */
  abstract select(timeout?: number | null, options?: SelectOptions): Ready<F, D>;

  /**
   * The same without blocking: a promise of that list, for which Node's loop goes on meanwhile. What is
   * registered, modified and unregistered while it is pending counts at once. Pending, it keeps the
   * process alive, unless there was an `unref()`.
   *
   * There can be one at a time. `close()` resolves it with `[]`.
   *
   * @param timeout - as of `select()`
   * @returns a promise, rejected with what `select()` would throw, with RuntimeError if there is one
   *   pending already, with the signal's reason, or with OSError EMFILE at the limit of descriptors: the
   *   first call makes one
   */
  abstract selectAsync(timeout?: number | null, options?: SelectAsyncOptions): Promise<Ready<F, D>>;

  /**
   * One `selectAsync()` a step, until the selector is closed. Nothing is waited for between the steps,
   * and to leave the loop leaves the selector open. `return()` and `throw()`, as `destroy()` of a stream
   * made by `Readable.from()` calls them, end the wait of a `next()` that is pending.
   */
  abstract [Symbol.asyncIterator](): AsyncIterableIterator<Ready<F, D>>;

  /** Has a pending `selectAsync()` keep the process alive: the default. */
  abstract ref(): this;

  /** Has a pending `selectAsync()` not keep the process alive. */
  abstract unref(): this;

  /**
   * Has the wait return at once with whatever is ready, perhaps `[]`; or the next one, if there is none
   * now. Any number of calls end one wait. For other threads there is `waker()`. Does nothing once the
   * selector is closed.
   *
   * @throws OSError EMFILE at the limit of descriptors: the first call makes one
   * @throws ValueError if that one is too high for a SelectSelector that is not unlimited
   */
  abstract wakeup(): void;

  /**
   * What another thread can end this selector's waits by: its `handle` can be posted there.
   *
   * @throws ValueError if the selector is closed
   * @throws OSError as `wakeup()`
   */
  abstract waker(): Waker;

  /** Frees the kernel's resources and forgets all keys; may be called again. */
  abstract close(): void;

  /**
   * @throws RuntimeError if the selector is closed
   * @throws KeyError if it is not registered
   * @throws ValueError if it is no file object
   */
  abstract getKey(fileobj: F | number): SelectorKey<F, D>;

  /** A live view of what is registered; `null` once the selector is closed. */
  abstract getMap(): SelectorMap<F, D> | null;

  [Symbol.dispose](): void {
    void this.#isMade;
    this.close();
  }

  /** @internal */
  override [TEXT](className: string): string {
    void this.#isMade;
    return `<${className}>`;
  }
}
