export * from './constants.js';
export type { DescriptorSets } from './descriptorSets.js';
export { Epoll, epollSetOf, type GenerationalEpoll } from './epoll.js';
export type { EpollSet } from './epollSet.js';
export { KEvent } from './kevent.js';
export { Kqueue, kqueueSetOf } from './kqueue.js';
export { EVFILT_USER, type KqueueSet, NOTE_TRIGGER } from './kqueueSet.js';
export { requireAvailable } from './platform.js';
export { Poll, pollSetOf } from './poll.js';
export {
  emptySets,
  LONGEST_SELECT_MS,
  type SelectFunctionOptions,
  select,
  waitForSets,
} from './select.js';
