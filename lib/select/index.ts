export * from './constants.js';
export {
  type DescriptorSet,
  DescriptorSets,
  EXCEPTIONAL,
  READERS,
  WRITERS,
} from './descriptorSets.js';
export { Epoll, epollLayout, type GenerationalEpoll } from './epoll.js';
export { KEvent } from './kevent.js';
export { Kqueue } from './kqueue.js';
export { requireAvailable } from './platform.js';
export { Poll } from './poll.js';
export { LONGEST_SELECT_MS, type SelectFunctionOptions, select, waitForSets } from './select.js';
