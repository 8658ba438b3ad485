export { nowMs, turnOfLoop } from './clock.js';
export { Edges } from './edges.js';
export { type Gate, heldGate, outsideGate, setHeldGate } from './gate.js';
export { type InterruptHook, setInterruptHook } from './interruptHook.js';
export { pollOne } from './poll.js';
export { requireStack } from './stack.js';
export {
  negativeIsForEver,
  timeoutMsFromMilliseconds,
  timeoutMsFromSeconds,
  toMicroseconds,
  toNanoseconds,
  toWholeMs,
} from './timeout.js';
export { type BlockingCall, wait } from './wait.js';
export { WakeDescriptor, wake } from './wakeDescriptor.js';
export { type Interests, NO_INTERESTS, Watch } from './watch.js';
