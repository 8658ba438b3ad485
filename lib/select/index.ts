export * from './constants.js';
export { DescriptorSets, READERS, WRITERS } from './descriptorSets.js';
export { Epoll, epollSetOf, type GenerationalEpoll } from './epoll.js';
export type { EpollSet } from './epollSet.js';
export { KEvent } from './kevent.js';
export { Kqueue, waitForEvents } from './kqueue.js';
export { requireAvailable } from './platform.js';
export { Poll, pollSetOf } from './poll.js';
export { LONGEST_SELECT_MS, type SelectFunctionOptions, select, waitForSets } from './select.js';
