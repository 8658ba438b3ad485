/**
 * The part that the four selectors share: the table of keys. CPython's `_BaseSelectorImpl`.
 */
import { RuntimeError, ValueError } from '../errors/index.js';
import type { FileObject } from '../fileobj/index.js';
import { TEXT } from '../opaque/index.js';
import {
  heldGate,
  type Interests,
  requireStack,
  timeoutMsFromSeconds,
  WakeDescriptor,
} from '../wait/index.js';
import { requireUnaborted } from './abortSignal.js';
import { AsyncWait } from './asyncWait.js';
import { BaseSelector, type DataArgument, type Ready } from './baseSelector.js';
import { checkEvents } from './events.js';
import { fileobjToFd } from './fileobjToFd.js';
import { fdOf, keyOf, requireReplaceable, requireUnchanged } from './keyOf.js';
import { KeyTable } from './keyTable.js';
import {
  checkedReturnOnSignal,
  type SelectAsyncOptions,
  type SelectOptions,
  signalOf,
} from './options.js';
import { SelectorKey } from './selectorKey.js';
import { SelectorMap } from './selectorMap.js';
import { stepsOf } from './steps.js';
import { Waker } from './waker.js';

export abstract class BaseSelectorImpl<F extends FileObject, D> extends BaseSelector<F, D> {
  readonly #backend: string;
  readonly #longestTimeoutMs: number;
  readonly #keys = new KeyTable<SelectorKey<F, D>>({
    watch: (fd, events) => this.watch(fd, events),
    unwatch: (fd, events) => this.unwatch(fd, events),
    rewatch: (fd, before, events) => this.rewatch(fd, before, events),
  });
  #map: SelectorMap<F, D> | null = new SelectorMap(this.#keys);
  /** Created when `wakeup()` or `waker()` is first called: most selectors need none. */
  #wake: WakeDescriptor | null = null;
  #wasWoken = false;
  /** True while `selectAsync()` looks for what is ready. */
  #isAttempting = false;
  #asyncWait: AsyncWait | null = null;

  /**
   * @param backend - names the system call
   * @param longestTimeoutMs - what it can take
   */
  constructor(backend: string, longestTimeoutMs = 2 ** 31 - 1) {
    super();
    this.#backend = backend;
    this.#longestTimeoutMs = longestTimeoutMs;
  }

  protected get keyTable(): KeyTable<SelectorKey<F, D>> {
    return this.#keys;
  }

  /** Has the kernel object watch a descriptor. */
  protected abstract watch(fd: number, events: number): void;

  /** Has the kernel object watch a descriptor no longer. It is no error if the descriptor is closed by now. */
  protected abstract unwatch(fd: number, events: number): void;

  /** Has the kernel object watch for other events. If this throws, the old events are watched still. */
  protected abstract rewatch(fd: number, before: number, events: number): void;

  /** Has the kernel object watch the waker's descriptor, which has no key, for reading. */
  protected abstract watchWake(fd: number): void;

  /** The descriptors and events that an asynchronous wait watches. */
  protected abstract interests(): Interests;

  /** The kernel object's own descriptor if there is one: readable whenever something is ready. */
  protected get pollableDescriptor(): number | null {
    return null;
  }

  /** Frees the kernel object, if there is one. Called by each call of `close()`. */
  protected releaseKernelObject(): void {}

  /** Waits, and pairs what is ready with its key. */
  protected abstract waitReady(timeoutMs: number, returnOnSignal: boolean): Ready<F, D>;

  override register(fileobj: F, events: number, ...rest: DataArgument<D>): SelectorKey<F, D>;
  override register(fileobj: F, events: number, data: D = null as D): SelectorKey<F, D> {
    checkEvents(events);
    const fd = fdOf(this.#keys, fileobj);
    const held = this.#keys.get(fd);
    if (held !== undefined) requireReplaceable(this.#keys, held, fileobj);
    this.requireOpen();
    const key = new SelectorKey(fileobj, fd, events, data);
    this.#asyncWait?.interestsChange();
    if (held === undefined) {
      this.#keys.add(key);
    } else {
      requireStack();
      // If the kernel refuses the new file object, the old key stays.
      this.#keys.supersede(held, key, false);
    }
    return key;
  }

  override unregister(fileobj: F | number): SelectorKey<F, D> {
    const key = keyOf(this.#keys, fileobj);
    this.#asyncWait?.interestsChange();
    this.#keys.delete(key);
    return key;
  }

  override modify(fileobj: F | number, events: number, ...rest: DataArgument<D>): SelectorKey<F, D>;
  override modify(fileobj: F | number, events: number, data: D = null as D): SelectorKey<F, D> {
    const key = keyOf(this.#keys, fileobj);
    // Differs from CPython, whose PollSelector and EpollSelector take any events.
    checkEvents(events);
    if (events !== key.events) {
      this.#asyncWait?.interestsChange();
      return this.changeEvents(key, fileobj, events, data);
    }
    if (Object.is(data, key.data)) return key;
    const changed = new SelectorKey(key.fileobj, key.fd, events, data);
    this.#keys.replace(key, changed);
    return changed;
  }

  override select(timeout: number | null = null, options?: SelectOptions): Ready<F, D> {
    const timeoutMs = timeoutMsFromSeconds(timeout, this.#longestTimeoutMs);
    const returnOnSignal = options !== undefined && checkedReturnOnSignal(options);
    this.requireOpen();
    return this.waitReady(Math.max(timeoutMs, 0), returnOnSignal);
  }

  override selectAsync(
    timeout: number | null = null,
    options: SelectAsyncOptions = {},
  ): Promise<Ready<F, D>> {
    try {
      const timeoutMs = timeoutMsFromSeconds(timeout, this.#longestTimeoutMs);
      const signal = signalOf(options);
      // The signal's code may do anything, for example close this selector.
      this.#asyncWait?.endIfAborted();
      requireUnaborted(signal);
      this.requireOpen();
      if (heldGate() !== null) {
        throw new RuntimeError('selectAsync() while this thread holds a Gil');
      }
      this.#asyncWait ??= this.#makeAsyncWait();
      const ready = this.#asyncWait.start(Math.max(timeoutMs, 0), signal);
      return ready as Promise<Ready<F, D>>;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  override [Symbol.asyncIterator](): AsyncIterableIterator<Ready<F, D>> {
    void this.#map;
    return stepsOf({
      select: () => this.selectAsync(),
      isOpen: () => this.#map !== null,
      pending: () => this.#asyncWait?.pending ?? null,
      end: (pending) => this.#asyncWait?.end(pending) ?? false,
    });
  }

  override ref(): this {
    this.#keepAlive(true);
    return this;
  }

  override unref(): this {
    this.#keepAlive(false);
    return this;
  }

  override wakeup(): void {
    if (this.#map !== null) this.waker().wakeup();
  }

  override waker(): Waker {
    this.requireOpen();
    this.#wake ??= this.#makeWake();
    return Waker.from(this.#wake.handle);
  }

  override close(): void {
    requireStack();
    this.#map = null;
    this.#keys.clear();
    this.#asyncWait?.close();
    this.#wake?.close();
    this.#wake = null;
    this.releaseKernelObject();
  }

  override getKey(fileobj: F | number): SelectorKey<F, D> {
    if (this.#map === null) throw new RuntimeError('Selector is closed');
    return keyOf(this.#keys, fileobj);
  }

  override getMap(): SelectorMap<F, D> | null {
    return this.#map;
  }

  /** @internal */
  override [TEXT](className: string): string {
    const state = this.#map === null ? ' [closed]' : '';
    return `<${className}${state} backend=${this.#backend}, registered=${this.#keys.size}>`;
  }

  /** Differs from CPython, whose SelectSelector and PollSelector work on after `close()`. */
  protected requireOpen(): void {
    if (this.#map === null) throw new ValueError('I/O operation on closed selector');
  }

  /** For a ready descriptor without a key: takes the wake-up if the descriptor is the waker's. */
  protected takeWakeup(fd: number): void {
    // Any ready descriptor ends a select(), also one without a key. selectAsync() is to do the same.
    this.#wasWoken = true;
    if (fd !== this.#wake?.fd) return;
    this.#wake.drain();
    if (!this.#isAttempting) this.#asyncWait?.wakeupTaken();
  }

  /** To be called when the kernel object has been replaced, under the same descriptor. */
  protected kernelObjectReplaced(): void {
    this.#asyncWait?.descriptorReplaced();
  }

  /** The waker's descriptor, if there is a waker. */
  protected get wakeFd(): number | undefined {
    return this.#wake?.fd;
  }

  #makeAsyncWait(): AsyncWait {
    return new AsyncWait({
      descriptor: () => this.pollableDescriptor,
      interests: () => this.interests(),
      readyNow: () => {
        this.#wasWoken = false;
        this.#isAttempting = true;
        try {
          const ready = this.waitReady(0, false);
          return ready.length > 0 || this.#wasWoken ? ready : undefined;
        } finally {
          this.#isAttempting = false;
        }
      },
    });
  }

  #keepAlive(keepsAlive: boolean): void {
    this.#asyncWait ??= this.#makeAsyncWait();
    this.#asyncWait.keepAlive(keepsAlive);
  }

  #makeWake(): WakeDescriptor {
    const wake = new WakeDescriptor();
    try {
      this.watchWake(wake.fd);
      this.#asyncWait?.interestsChange();
    } catch (error) {
      wake.close();
      throw error;
    }
    return wake;
  }

  /**
   * A failure leaves the old key: Differs from CPython, which unregistered first and lost it.
   * The new key has the file object that `modify()` was given, and comes last in the map.
   */
  protected changeEvents(
    key: SelectorKey<F, D>,
    fileobj: F | number,
    events: number,
    data: D,
  ): SelectorKey<F, D> {
    // As in CPython, a descriptor that is closed by now can be unregistered, but not modified.
    fileobjToFd(fileobj);
    requireUnchanged(this.#keys, key);
    const changed = new SelectorKey(fileobj as F, key.fd, events, data);
    this.#keys.supersede(key, changed, true);
    return changed;
  }
}
