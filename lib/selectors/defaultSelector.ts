import { ValueError } from '../errors/index.js';
import type { FileObject } from '../fileobj/index.js';
import { BaseSelector } from './baseSelector.js';
import { EpollSelector } from './epollSelector.js';
import { KqueueSelector } from './kqueueSelector.js';
import { PollSelector } from './pollSelector.js';
import { SelectSelector } from './selectSelector.js';

/** A selector class as `DefaultSelector` is one. */
export interface DefaultSelectorClass {
  readonly isAvailable: boolean;
  new <F extends FileObject = FileObject, D = unknown>(): BaseSelector<F, D>;
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

/** Importing the package must not fail for a wrong name: using the default must. */
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
