/// <reference types="node" preserve="true" />
/**
 * Python's `select` module: select(2), poll(2), epoll(7), kqueue(2) as they are.
 *
 * @packageDocumentation
 */
export * from './errors/public.js';
export type { FileObject } from './fileobj/index.js';
export * from './select/constants.js';
export { Epoll, KEvent, Kqueue, Poll, type SelectFunctionOptions, select } from './select/index.js';
export { type InterruptHook, setInterruptHook } from './wait/index.js';
