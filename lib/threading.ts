/// <reference types="node" preserve="true" />
/**
 * Python's `threading` and `queue` modules, and a GIL: threads of JavaScript that share locks, queues
 * and sockets.
 *
 * @packageDocumentation
 */
export * from './errors/public.js';
export type { Target } from './marshal/index.js';
export * from './threading/index.js';
