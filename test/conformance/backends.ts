/**
 * The backends that must exist here, and in what they differ.
 */
import {
  type BaseSelector,
  DefaultSelector,
  EpollSelector,
  KqueueSelector,
  PollSelector,
  SelectSelector,
} from 'selectors-ts';
import { hasEpoll, hasKqueue } from '../support/capabilities.js';

export interface Backend {
  readonly name: string;
  readonly Selector: { readonly isAvailable: boolean };
  open(): BaseSelector;
  /** The same one, with a kernel object whose `modify()` throws this. */
  openFailingToModify?(error: Error): BaseSelector & Disposable;
  /** Takes descriptors at and above FD_SETSIZE. */
  readonly scalable: boolean;
  /** Has a descriptor of its own. */
  readonly hasFileno: boolean;
  /** `register()` asks the kernel, so that a closed descriptor is refused at once. */
  readonly refusesClosedDescriptors: boolean;
  readonly refusesRegularFiles: boolean;
  /** What `select()` makes of a registered descriptor that was closed. */
  readonly closedDescriptor: 'silent' | 'ready' | 'EBADF';
  /** A failed `modify()` drops the key, as in CPython; elsewhere the old one stays. */
  readonly dropsKeyOnFailedModify: boolean;
  /** The largest time-out, in seconds. */
  readonly longestTimeoutSeconds: number;
}

const INT_MAX_MS_SECONDS = (2 ** 31 - 1) / 1000;
const TIME_T_NS_SECONDS = 2 ** 63 / 1e9;

const select: Backend = {
  name: 'SelectSelector',
  Selector: SelectSelector,
  open: () => new SelectSelector(),
  scalable: false,
  hasFileno: false,
  refusesClosedDescriptors: false,
  refusesRegularFiles: false,
  closedDescriptor: 'EBADF',
  dropsKeyOnFailedModify: false,
  longestTimeoutSeconds: TIME_T_NS_SECONDS,
};

const unlimitedSelect: Backend = {
  ...select,
  name: 'SelectSelector({ unlimited: true })',
  open: () => new SelectSelector({ unlimited: true }),
  scalable: true,
};

const poll: Backend = {
  name: 'PollSelector',
  Selector: PollSelector,
  open: () => new PollSelector(),
  openFailingToModify(error) {
    class FailingPollSelector extends PollSelector {
      static override _selectorCls = class extends PollSelector._selectorCls {
        override modify(): void {
          throw error;
        }
      };
    }
    return new FailingPollSelector();
  },
  scalable: true,
  hasFileno: false,
  refusesClosedDescriptors: false,
  refusesRegularFiles: false,
  closedDescriptor: 'ready',
  dropsKeyOnFailedModify: true,
  longestTimeoutSeconds: INT_MAX_MS_SECONDS,
};

const epoll: Backend = {
  name: 'EpollSelector',
  Selector: EpollSelector,
  open: () => new EpollSelector(),
  openFailingToModify(error) {
    class FailingEpollSelector extends EpollSelector {
      static override _selectorCls = class extends EpollSelector._selectorCls {
        override modify(): void {
          throw error;
        }
      };
    }
    return new FailingEpollSelector();
  },
  scalable: true,
  hasFileno: true,
  refusesClosedDescriptors: true,
  refusesRegularFiles: true,
  closedDescriptor: 'silent',
  dropsKeyOnFailedModify: true,
  longestTimeoutSeconds: INT_MAX_MS_SECONDS,
};

const kqueue: Backend = {
  name: 'KqueueSelector',
  Selector: KqueueSelector,
  open: () => new KqueueSelector(),
  scalable: true,
  hasFileno: true,
  refusesClosedDescriptors: true,
  refusesRegularFiles: false,
  closedDescriptor: 'silent',
  dropsKeyOnFailedModify: false,
  longestTimeoutSeconds: TIME_T_NS_SECONDS,
};

const own: Backend[] = [
  select,
  unlimitedSelect,
  poll,
  ...(hasEpoll ? [epoll] : []),
  ...(hasKqueue ? [kqueue] : []),
];

const best = own.at(-1) as Backend;

/** One that fails to be there is a failure of capabilities.test.ts, not a test less. */
export const backends: Backend[] = [
  ...own,
  {
    ...best,
    name: 'DefaultSelector',
    Selector: DefaultSelector,
    open: () => new DefaultSelector(),
  },
];

/** The class that DefaultSelector must be. */
export const bestSelector = best.Selector;
