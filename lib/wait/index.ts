export { type InterruptHook, setInterruptHook } from './interruptHook.js';
export { timeoutMsFromMilliseconds, timeoutMsFromSeconds, toWholeMs } from './timeout.js';
export { type Attempt, wait } from './wait.js';
