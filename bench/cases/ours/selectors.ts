import {
  type BaseSelector,
  EpollSelector,
  type FileObject,
  KqueueSelector,
  PollSelector,
  SelectSelector,
} from 'selectors-ts';
import type { Backend } from '../../results/index.js';

type Open = <F extends FileObject, D>() => BaseSelector<F, D>;

/** How a program opens the selector that it is told to measure. */
export const SELECTORS: Readonly<Record<Backend, Open>> = {
  select: () => new SelectSelector({ unlimited: true }),
  poll: () => new PollSelector(),
  epoll: () => new EpollSelector(),
  kqueue: () => new KqueueSelector(),
};
