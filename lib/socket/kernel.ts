/**
 * The kernel's numbers that sockets go by, apart from those that are exported: errno(3), poll(2).
 */
import { constants } from 'node:os';
import { addon } from '../addon/index.js';

export const { errno } = constants;

export const POLLIN = addon.constants.POLLIN as number;
export const POLLOUT = addon.constants.POLLOUT as number;
export const POLLHUP = addon.constants.POLLHUP as number;
/** The peer will send no more. Only Linux and FreeBSD have it. */
export const POLLRDHUP = addon.constants.POLLRDHUP ?? 0;
