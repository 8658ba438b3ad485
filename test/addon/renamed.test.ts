/**
 * Classes that have lost their names, as in a bundle: what is said of them keeps those.
 */
import { EpollSelector, KqueueSelector } from 'selectors-ts';
import { Epoll, KEvent, Kqueue } from 'selectors-ts/select';
import { expect, test } from 'vitest';

const absent: Array<[string, new (ident: number) => object]> =
  process.platform === 'linux'
    ? [
        ['Kqueue', Kqueue],
        ['KEvent', KEvent],
        ['KqueueSelector', KqueueSelector],
      ]
    : [
        ['Epoll', Epoll],
        ['EpollSelector', EpollSelector],
      ];

test.each(absent)('%s', (name, Class) => {
  Object.defineProperty(Class, 'name', { value: 'e' });
  expect(() => new Class(0)).toThrow(`${name} is not available on ${process.platform}`);
});
