/** What `selectors-ts/threading` exports. */
export {
  type ExceptHook,
  type ExceptHookArgs,
  excepthook,
  setExcepthook,
} from './excepthook.js';
export { Gil, type GilStats } from './gil.js';
export type { GilTrace, GilTraceEvent } from './gilTrace.js';
export { sleep } from './sleep.js';
export {
  activeCount,
  currentThread,
  enumerate,
  getIdent,
  mainThread,
  Thread,
  type ThreadOptions,
} from './thread.js';
