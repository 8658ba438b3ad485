/// <reference types="node" preserve="true" />
/**
 * Python's `socket` module: TCP, UDP and UNIX sockets over plain descriptors.
 *
 * @packageDocumentation
 */
export * from './errors/public.js';
export * from './socket/constants.js';
export * from './socket/public.js';
