/**
 * The native addon: found and loaded here and nowhere else.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import load from 'node-gyp-build';
import type { Addon } from './addon.js';

export type { Addon, EpollLayout } from './addon.js';
export type { LookupRow } from './socketCalls.js';

// The package refers to itself by name, so that the folder is right in a clone and once installed.
const packageFolder = dirname(createRequire(import.meta.url).resolve('selectors-ts/package.json'));

export const addon = load(packageFolder) as Addon;
