export { BaseSelector, type SelectOptions } from './baseSelector.js';
export { DefaultSelector, type DefaultSelectorClass } from './defaultSelector.js';
export { EpollSelector } from './epollSelector.js';
export { EVENT_READ, EVENT_WRITE } from './events.js';
export { KqueueSelector } from './kqueueSelector.js';
export { PollSelector } from './pollSelector.js';
export { SelectorKey } from './selectorKey.js';
export type { SelectorMap } from './selectorMap.js';
export { SelectSelector, type SelectSelectorOptions } from './selectSelector.js';
