/// <reference types="node" preserve="true" />
/**
 * Python's `multiprocessing` module: functions run in processes of their own, and pipes of messages.
 *
 * @packageDocumentation
 */
export * from './errors/public.js';
export type { Target } from './marshal/index.js';
export * from './multiprocessing/public.js';
