/**
 * Classes that have lost their names, as in a bundle: what is said of them keeps those.
 */
import { EpollSelector, KqueueSelector } from 'selectors-ts';
import { Epoll, KEvent, Kqueue } from 'selectors-ts/select';
import { expect, test } from 'vitest';
import { hasEpoll, hasKqueue } from '../support/capabilities.js';

const classes: Array<[string, new (ident: number) => object, boolean]> = [
  ['Kqueue', Kqueue, hasKqueue],
  ['KEvent', KEvent, hasKqueue],
  ['KqueueSelector', KqueueSelector, hasKqueue],
  ['Epoll', Epoll, hasEpoll],
  ['EpollSelector', EpollSelector, hasEpoll],
];

test.each(classes.filter(([, , isHere]) => !isHere))('%s', (name, Class) => {
  Object.defineProperty(Class, 'name', { value: 'e' });
  expect(() => new Class(0)).toThrow(`${name} is not available on ${process.platform}`);
});
