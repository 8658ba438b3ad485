import { expect, test } from 'vitest';
import {
  hasDescriptorCount,
  hasEpoll,
  hasKqueue,
  hasProc,
  hasTypeFlags,
  hasUnixSockets,
} from '../support/capabilities.js';

const isLinux = process.platform === 'linux';
const isMacos = process.platform === 'darwin';
const isBsd = ['freebsd', 'netbsd', 'openbsd'].includes(process.platform);
/** The addon with the stand-in for kqueue(2) is loaded through this variable. */
const isStandin = process.env.SELECTORS_TS_PREBUILD !== undefined;

test.each([
  ['epoll', hasEpoll, isLinux],
  ['kqueue', hasKqueue, isMacos || isBsd || isStandin],
  ['UNIX sockets', hasUnixSockets, isLinux || isMacos || isBsd],
  ['flags beside a type', hasTypeFlags, isLinux || isBsd],
  ['a count of descriptors', hasDescriptorCount, isLinux || isMacos || isBsd],
  ['/proc', hasProc, isLinux],
])('%s, where the system has it, is found', (_name, isFound, isThere) => {
  expect(isFound).toBe(isThere);
});
