/**
 * What only the loaded package can tell. Importing this fails where the addon cannot be loaded.
 */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DefaultSelector,
  EpollSelector,
  KqueueSelector,
  PollSelector,
  SelectSelector,
} from 'selectors-ts';
import type { Backend, Machine } from '../../bench/results/index.js';
import { packageFolder } from '../package.js';

export { DefaultSelector };

const ADDON = new URL('dist/lib/addon/index.js', packageFolder).href;
const { addon, binary }: typeof import('../../lib/addon/index.js') = await import(ADDON);

const SELECTORS: Readonly<Record<Backend, new () => { close(): void }>> = {
  select: SelectSelector,
  poll: PollSelector,
  epoll: EpollSelector,
  kqueue: KqueueSelector,
};

export function describeAddon(): Pick<Machine, 'binary' | 'fdSetSize'> {
  return {
    binary: relative(fileURLToPath(packageFolder), binary),
    fdSetSize: addon.constants.FD_SETSIZE ?? null,
  };
}

export function describeBackends(): Machine['backends'] {
  return Object.entries(SELECTORS).map(([name, Selector]) => {
    const reason = refusalOf(Selector);
    return {
      name: name as Backend,
      available: reason === undefined,
      isDefault: reason === undefined && Selector === DefaultSelector,
      ...(reason !== undefined && { reason }),
    };
  });
}

/** Why there can be no selector of this class; undefined if there can. */
export function refusalOf(Selector: new () => { close(): void }): string | undefined {
  try {
    new Selector().close();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
