import { type BaseSelector, DefaultSelector, SelectSelector } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';

/** What is registered with each socket: the function to call with its ready events. */
export type OnReady = (events: number) => void;

export type ChatSelector = BaseSelector<Socket, OnReady>;

/**
 * The best selector of this system, or the one that SELECTORS_TS_BACKEND names. `select` comes
 * without its limit of 1,024 descriptors, so that it can be compared with the others.
 */
export function openSelector(): ChatSelector {
  return process.env.SELECTORS_TS_BACKEND === 'select'
    ? new SelectSelector({ unlimited: true })
    : new DefaultSelector();
}
