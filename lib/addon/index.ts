/**
 * The native addon: found and loaded here and nowhere else.
 */
import { loadAddon } from './load.js';
import { threadStateOf } from './threadState.js';

export type { EpollLayout, KeventField, KqueueLayout } from './addon.js';
export type { Shares } from './shareCalls.js';
export type { LookupRow } from './socketCalls.js';
export type { GilAccount } from './threadCalls.js';

const { loaded, file, place } = loadAddon();

// The copy is an object that V8 looks things up in fast: one that Node-API has made, property by
// property, costs each call some nanoseconds more.
export const addon = { ...loaded };

/** The path of the binary that was loaded. */
export const binary = file;

/** Where the package is; where a bundle should have it, if it is nowhere. */
export const packageFolder = place.packageFolder ?? place.beside;

/** State of this thread, of which there is one however many copies of the package it has loaded. */
export function threadState<T extends object>(name: string, make: () => T): T {
  return threadStateOf(loaded, name, make);
}
