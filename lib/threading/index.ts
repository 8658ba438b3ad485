import './latest.js';

export { Barrier, type BarrierAction } from './barrier.js';
export { Condition } from './condition.js';
export {
  activeCount,
  currentThread,
  enumerate,
  getIdent,
  mainThread,
} from './enumerate.js';
export { Event } from './event.js';
export {
  type ExceptHook,
  type ExceptHookArgs,
  excepthook,
  setExcepthook,
} from './excepthook.js';
export { Gil, type GilStats } from './gil.js';
export type { GilTrace, GilTraceEvent } from './gilTrace.js';
export { Lock, RLock } from './lock.js';
export { Queue } from './queue.js';
export { BoundedSemaphore, Semaphore } from './semaphore.js';
export { sleep } from './sleep.js';
export { Thread } from './thread.js';
export type { ThreadOptions } from './threadOptions.js';
export { TIMEOUT_MAX } from './timeouts.js';
