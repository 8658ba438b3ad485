/// <reference types="node" preserve="true" />
/**
 * Python's `selectors` module: wait for many file objects at once, by the best means there is.
 *
 * @packageDocumentation
 */
export * from './errors/public.js';
export type { FileObject } from './fileobj/index.js';
export * from './selectors/index.js';
