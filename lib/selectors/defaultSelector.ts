import { ValueError } from '../errors/index.js';
import type { FileObject } from '../fileobj/index.js';
import { TEXT } from '../opaque/index.js';
import { BaseSelector, type DataArgument, type Ready } from './baseSelector.js';
import { EpollSelector } from './epollSelector.js';
import { KqueueSelector } from './kqueueSelector.js';
import type { SelectAsyncOptions, SelectOptions } from './options.js';
import { PollSelector } from './pollSelector.js';
import type { SelectorKey } from './selectorKey.js';
import type { SelectorMap } from './selectorMap.js';
import { SelectSelector } from './selectSelector.js';
import type { Waker } from './waker.js';

/** The type of the class `DefaultSelector`. */
export interface DefaultSelectorClass {
  readonly isAvailable: boolean;
  new <F extends FileObject = FileObject, D = unknown>(): SystemSelector<F, D>;
}

/** A selector of this system, as a type: a concrete class, so that a subclass need not implement anything. */
declare class SystemSelector<F extends FileObject, D> extends BaseSelector<F, D> {
  override register(fileobj: F, events: number, ...rest: DataArgument<D>): SelectorKey<F, D>;
  override unregister(fileobj: F | number): SelectorKey<F, D>;
  override modify(fileobj: F | number, events: number, ...rest: DataArgument<D>): SelectorKey<F, D>;
  override select(timeout?: number | null, options?: SelectOptions): Ready<F, D>;
  override selectAsync(timeout?: number | null, options?: SelectAsyncOptions): Promise<Ready<F, D>>;
  override [Symbol.asyncIterator](): AsyncIterableIterator<Ready<F, D>>;
  override ref(): this;
  override unref(): this;
  override wakeup(): void;
  override waker(): Waker;
  override close(): void;
  override getKey(fileobj: F | number): SelectorKey<F, D>;
  override getMap(): SelectorMap<F, D> | null;
  /** @internal */
  override [TEXT](className: string): string;
}

const backends: Record<string, DefaultSelectorClass> = {
  kqueue: KqueueSelector,
  epoll: EpollSelector,
  poll: PollSelector,
  select: SelectSelector,
};

function choose(): DefaultSelectorClass {
  const name = process.env.SELECTORS_TS_BACKEND;
  if (name === undefined || name === '') {
    return Object.values(backends).find(({ isAvailable }) => isAvailable) ?? SelectSelector;
  }
  return Object.hasOwn(backends, name) ? (backends[name] as DefaultSelectorClass) : refuse(name);
}

/** For a name that is no backend: `new DefaultSelector()` throws, but importing the package must not. */
function refuse(name: string): DefaultSelectorClass {
  abstract class Unknown extends BaseSelector {
    static readonly isAvailable = false;

    constructor() {
      super();
      const known = Object.keys(backends).join(', ');
      throw new ValueError(`SELECTORS_TS_BACKEND is '${name}', which is none of ${known}`);
    }
  }
  return Unknown as unknown as DefaultSelectorClass;
}

/**
 * The best selector of this system: kqueue, epoll, poll or select, the first that works; or the one
 * that the environment variable SELECTORS_TS_BACKEND named when the package was loaded. If that
 * cannot be had, `new DefaultSelector()` throws: ValueError for an unknown name, NotImplementedError
 * for a backend of another system.
 */
export const DefaultSelector: DefaultSelectorClass = choose();
export type DefaultSelector<F extends FileObject = FileObject, D = unknown> = BaseSelector<F, D>;
