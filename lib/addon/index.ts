/**
 * The native addon: found and loaded here and nowhere else.
 */
import { loadAddon } from './load.js';

export type { Addon, EpollLayout } from './addon.js';
export type { Shares } from './shareCalls.js';
export type { LookupRow } from './socketCalls.js';
export type { GilAccount } from './threadCalls.js';

export const addon = loadAddon();
